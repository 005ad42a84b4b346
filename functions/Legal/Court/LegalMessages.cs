using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal.Court;

/// <summary>A message of the legal system on queue <c>legal-answers</c>: its answer to a handoff, or a step of the proceedings; one of the two.</summary>
/// <param name="Id">The same when it is sent again.</param>
/// <param name="Accepted">The answer to the handoff, with <paramref name="Reference"/> or <paramref name="Missing"/>.</param>
public sealed record LegalMessage(
    CaseKey Case, string Id, bool? Accepted = null, string? Reference = null, IReadOnlyList<MissingPaper>? Missing = null, ProceedingReport? Step = null);

/// <summary>The legal system answers by message as it was asked by message. What cannot be used fails, and ends in the queue's dead letters with the reason.</summary>
public sealed class LegalMessages(CaseCommands commands, CaseRules rules, PutOffMessages putOff, TimeProvider clock)
{
    public const string Queue = "legal-answers";

    private const string By = "legal-system";

    [Function(nameof(TakeLegalAnswer))]
    public async Task TakeLegalAnswer([ServiceBusTrigger(Queue)] ServiceBusReceivedMessage received, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(received);
        var message = Read(received.Body);
        await putOff.TakeAsync(Queue, received, () => TakeAsync(message, cancellation), cancellation);
    }

    private async Task TakeAsync(LegalMessage message, CancellationToken cancellation)
    {
        var command = $"legal-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Id)).AsSpan(0, 16))}";
        try
        {
            await commands.ExecuteAsync(message.Case, command, By, state => Facts(rules.View(state, clock.GetUtcNow()), message), cancellation);
        }
        catch (RefusedException refused)
        {
            // Without its words: the code says enough, and the queue keeps the message.
            throw new InvalidDataException($"A message of the legal system cannot be used: {refused.Code}.");
        }
    }

    private static IReadOnlyList<Fact> Facts(CaseView view, LegalMessage message) => message.Step is { } step
        ? ProceedingCommands.Take(view, step)
        : HandoffCommands.Acknowledge(view.State, message.Accepted!.Value, message.Reference, null, message.Missing);

    private static LegalMessage Read(BinaryData body)
    {
        try
        {
            var message = JsonSerializer.Deserialize<LegalMessage>(body, CollectionsJson.Options) ?? throw Unusable("body");
            if (string.IsNullOrWhiteSpace(message.Id) || message.Id.Length > 64) throw Unusable("id");
            if (message.Case.Value is not { Length: 32 }) throw Unusable("case");
            return message.Accepted is null == message.Step is null ? throw Unusable("accepted or step") : message;
        }
        catch (JsonException e)
        {
            // Without the cause: its text may quote the message.
            throw Unusable(e.Path ?? "body");
        }
    }

    private static InvalidDataException Unusable(string field) => new($"A message of the legal system cannot be used: '{field}' is missing or not what it should be.");
}
