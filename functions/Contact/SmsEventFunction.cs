using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Contact;

/// <summary>Where Event Grid posts delivery reports and replies. Setting <c>Sms:EventKey</c>: the secret in the subscription's address; without it nothing is taken.</summary>
public sealed class SmsEventFunction(SmsEvents events, IConfiguration configuration)
{
    private const string Handshake = "Microsoft.EventGrid.SubscriptionValidationEvent";

    [Function("SmsEvents")]
    [Anonymous("Event Grid proves itself by the shared secret in the query.")]
    public async Task<IResult> Receive([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sms/events")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsProven(request.Query["key"])) throw new RefusedException(401, "event-key", "The query carries no valid 'key'.");
        using var body = await ReadAsync(request, cancellation);
        foreach (var posted in body.RootElement.ValueKind == JsonValueKind.Array ? body.RootElement.EnumerateArray().ToArray() : [body.RootElement])
        {
            if (posted.ValueKind != JsonValueKind.Object || !posted.TryGetProperty("data", out var data)) continue;
            if (posted.Text("eventType") == Handshake) return Answers.Ok(new { ValidationResponse = data.Text("validationCode") });
            await events.ReceiveAsync(posted.Text("id") ?? "", posted.Text("eventType") ?? "", data, cancellation);
        }

        return Results.Ok();
    }

    private static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
        }
        catch (JsonException)
        {
            throw new RefusedException(400, "invalid-json", "The body is not JSON.");
        }
    }

    private bool IsProven(string? key) =>
        configuration["Sms:EventKey"] is { Length: > 0 } secret && key is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

internal static class JsonTexts
{
    /// <summary>A text property, or null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
