using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Agencies;
using Collections.Functions.Legal;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases.Store;

/// <summary>What an append has to tell others.</summary>
public sealed record OutboxMessage(string Institution, IReadOnlyList<StoredFact> Events)
{
    /// <summary>Null when the append concerns nobody else.</summary>
    public static OutboxMessage? Of(CaseState after, IReadOnlyList<StoredFact> facts)
    {
        ArgumentNullException.ThrowIfNull(after);
        List<StoredFact> events = [.. facts.Where(stored => stored.Fact.IsPublished)];
        return events.Count == 0 ? null : new OutboxMessage(after.Institution, events);
    }
}

/// <summary>
/// Sends what appends left in their partitions: written in the same transaction as the facts, sent with ids that consumers know again, then
/// deleted. A crash in between sends twice, never not at all. (Invariant "Outbox".)
/// </summary>
public sealed class Outbox(Tables tables, ServiceBusClient bus)
{
    public const string Topic = "collections-events";

    public const string Handoffs = "legal-handoffs";

    public const string Placements = "agency-placements";

    private readonly PlacementBoard board = new(tables);

    private readonly ServiceBusSender placements = bus.CreateSender(Placements);

    private readonly ServiceBusSender events = bus.CreateSender(Topic);

    private readonly ServiceBusSender handoffs = bus.CreateSender(Handoffs);

    public TableEntity Row(CaseKey key, long version, OutboxMessage message) =>
        new(key.Value, StreamRows.Outbox(key, version)) { ["Body"] = JsonSerializer.SerializeToUtf8Bytes(message, CollectionsJson.Stored) };

    public async Task SendAsync(CaseKey key, long version, OutboxMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        foreach (var stored in message.Events)
        {
            await events.SendMessageAsync(Event(key, message.Institution, stored), cancellation);
            if (stored.Fact is PlacedWithAgency or PlacementRecalled)
            {
                await board.TakeAsync(key, message.Institution, stored, cancellation);
                await placements.SendMessageAsync(Event(key, message.Institution, stored), cancellation);
            }

            if (stored.Fact is HandedOver handed) await handoffs.SendMessageAsync(Handoff(key, message.Institution, handed), cancellation);
        }

        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        await table.DeleteEntityAsync(key.Value, StreamRows.Outbox(key, version), ETag.All, cancellation);
    }

    /// <summary>Whether an append's messages have not been sent, as far as anybody knows.</summary>
    public async Task<bool> IsWaitingAsync(CaseKey key, long version, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key.Value, StreamRows.Outbox(key, version), ["RowKey"], cancellation);
        return row.HasValue;
    }

    /// <summary>Sends what a crash left behind.</summary>
    public async Task DrainAsync(CaseKey key, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        var filter = $"PartitionKey eq '{key.Value}' and RowKey ge '{key.Value}|o' and RowKey lt '{key.Value}|p'";
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            var message = JsonSerializer.Deserialize<OutboxMessage>(row.GetBinary("Body"), CollectionsJson.Stored)!;
            var version = long.Parse(row.RowKey.AsSpan(key.Value.Length + 2), CultureInfo.InvariantCulture);
            await SendAsync(key, version, message, cancellation);
        }
    }

    private static ServiceBusMessage Event(CaseKey key, string institution, StoredFact stored) =>
        new(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(new CaseEvent(key, institution, stored), CollectionsJson.Stored)))
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{key.Value}-{stored.Sequence}"),
            Subject = stored.Fact.GetType().Name,
            ContentType = "application/json",
        };

    private static ServiceBusMessage Handoff(CaseKey key, string institution, HandedOver handed) =>
        new(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(new LegalHandoff(key, institution, handed.Blob, handed.Sha256), CollectionsJson.Stored)))
        {
            MessageId = handed.Message,
            Subject = nameof(LegalHandoff),
            ContentType = "application/json",
        };
}

/// <summary>An event on topic <c>collections-events</c>: a fact in its place. No personal data.</summary>
public sealed record CaseEvent(CaseKey Case, string Institution, StoredFact Fact);

/// <summary>A message on queue <c>legal-handoffs</c>: where the dossier lies and how to check it.</summary>
public sealed record LegalHandoff(CaseKey Case, string Institution, string Blob, string Sha256);
