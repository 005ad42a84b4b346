using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Contact.Carriers.Gateway;

/// <summary>
/// SMS through an HTTP gateway as mainland banks use: a signed call, a signature name, and texts by the id under which they were approved, with parameters
/// in the place of words. A wording that nobody approved is not sent. The contract is in docs/messaging.md; a bank whose gateway speaks otherwise puts an
/// adapter in between.
/// </summary>
/// <param name="settings">Section <c>SmsGateway</c>: <c>Endpoint</c>, <c>AppId</c>, <c>Secret</c>, <c>SignName</c>, <c>PerMinute</c>.</param>
/// <param name="http">One that follows no redirection.</param>
public sealed class GatewaySmsProvider(
    HttpClient http, CarrierSettings settings, ApprovedTemplates templates, SenderRates rates, [FromKeyedServices("technical")] TimeProvider technicalClock) : IMessageProvider
{
    public const string Section = "SmsGateway";

    public const string NotApproved = "template-not-approved";

    public const string ParameterMissing = "template-parameter-missing";

    private const string Accepted = "accepted";

    private static readonly string[] Taken = [Accepted, "duplicate"];

    public void RequireSettings(string institution)
    {
        AccessOf(institution);
        settings.PerMinute(institution);
    }

    public string? Refusal(string institution, TemplateUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return templates.Find(institution, use) is not { } approved ? NotApproved : approved.Parameters.Any(name => !use.Values.ContainsKey(name)) ? ParameterMissing : null;
    }

    public string? SenderOf(string institution) => settings.Find(institution, "From");

    public async Task<ProviderAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var access = AccessOf(message.Institution);
        if (message.Template is not { } use) return new ProviderAnswer(SendOutcome.Failed, Error: NotApproved);
        if (Refusal(message.Institution, use) is { } refusal) return new ProviderAnswer(SendOutcome.Failed, Error: refusal);
        var approved = templates.Find(message.Institution, use)!;
        if (await rates.TakeAsync($"{Section}|{access.AppId}", settings.PerMinute(message.Institution), cancellation) is { } later) return Certainty.Throttled(later);

        var body = JsonSerializer.SerializeToUtf8Bytes(
            new GatewayMessage(message.Tag.Split('.')[0], message.Tag, message.To, access.SignName, approved.Id, [.. approved.Parameters.Select(name => use.Values[name])]), CollectionsJson.Options);
        using var patience = new CancellationTokenSource(Certainty.Patience, technicalClock);
        try
        {
            using var request = Signed(access, body);
            using var response = await http.SendAsync(request, patience.Token);
            return await AnswerAsync(response, patience.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return Certainty.NeverConnected(failure) ? new ProviderAnswer(SendOutcome.Failed, Error: Certainty.CodeOf(0)) : Certainty.NoAnswer;
        }
    }

    /// <summary>Only words that the contract knows are certain; any other answer is unknown.</summary>
    private static async Task<ProviderAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (status == Certainty.TooMany) return Certainty.Throttled(response.Headers.RetryAfter?.Delta);
        if (status != 200) return new ProviderAnswer(Certainty.IsRefused(status) ? SendOutcome.Failed : SendOutcome.Unknown, Error: Certainty.CodeOf(status));
        GatewayAnswer? answer;
        try
        {
            answer = await response.Content.ReadFromJsonAsync<GatewayAnswer>(CollectionsJson.Options, cancellation);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            answer = null;
        }

        return answer?.Result switch
        {
            var taken when Taken.Contains(taken) => new ProviderAnswer(SendOutcome.Sent, answer!.MessageId),
            "rejected" => new ProviderAnswer(SendOutcome.Failed, answer.MessageId, CodeOf(answer.Code)),
            "throttled" => Certainty.Throttled(TimeSpan.FromSeconds(Math.Clamp(answer.RetryAfterSeconds ?? 0, 0, 86_400))),
            _ => new ProviderAnswer(SendOutcome.Unknown, answer?.MessageId, "unknown-answer"),
        };
    }

    private HttpRequestMessage Signed(Access access, byte[] body)
    {
        var (timestamp, nonce) = (GatewaySignature.TimestampOf(technicalClock.GetUtcNow()), RandomNumberGenerator.GetHexString(32, lowercase: true));
        var canonical = GatewaySignature.Canonical("POST", access.Endpoint.PathAndQuery, access.AppId, timestamp, nonce, body);
        var request = new HttpRequestMessage(HttpMethod.Post, access.Endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add(GatewaySignature.AppId, access.AppId);
        request.Headers.Add(GatewaySignature.Timestamp, timestamp);
        request.Headers.Add(GatewaySignature.Nonce, nonce);
        request.Headers.Add(GatewaySignature.Signature, GatewaySignature.Sign(access.Secret, canonical));
        return request;
    }

    private Access AccessOf(string institution) => new(
        new Uri(settings.Require(institution, "Endpoint", "where the gateway takes messages")),
        settings.Require(institution, "AppId", "the bank's id at the gateway"),
        settings.Require(institution, "Secret", "the secret that calls are signed with"),
        settings.Require(institution, "SignName", "the approved signature name, without the brackets"));

    /// <summary>Codes come from outside: one that looks like words is not kept.</summary>
    private static string CodeOf(string? code) => code is { Length: > 0 and <= 40 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? code : "rejected";

    private sealed record Access(Uri Endpoint, string AppId, string Secret, string SignName);

    /// <param name="RequestId">Of the contact: the same again is the same message.</param>
    private sealed record GatewayMessage(string RequestId, string Tag, string To, string SignName, string TemplateId, IReadOnlyList<string> Parameters);

    private sealed record GatewayAnswer(string? Result, string? MessageId = null, string? Code = null, int? RetryAfterSeconds = null);
}
