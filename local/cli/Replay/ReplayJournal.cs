using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Local.Host;
using Collections.Local.Host.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Replay;

/// <summary>
/// Everything that a run has made, a line each: facts with their bytes and hashes, text messages and events on the bus in their order. Two runs are the same
/// if their journals are. Telephone numbers and texts stand there as hashes.
/// </summary>
internal static class ReplayJournal
{
    private const string Subscription = "journal";

    /// <summary>From now on, events are kept for the journal.</summary>
    public static void Listen(LocalHost host) => host.Broker.DeclareSubscription(Outbox.Topic, Subscription);

    public static async Task WriteAsync(LocalHost host, string file, CancellationToken cancellation)
    {
        await using var lines = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        lines.NewLine = "\n";
        await foreach (var stream in new StoredStreams(host.Services.GetRequiredService<Tables>()).StreamsAsync(null, cancellation))
        {
            foreach (var row in stream.Rows)
                await lines.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"fact {stream.Key} {row.Sequence} {Convert.ToHexStringLower(row.Hash)} {Encoding.UTF8.GetString(row.Body)}"));
        }

        foreach (var sms in host.SmsInbox.Messages(limit: int.MaxValue).Reverse())
            await lines.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"sms {sms.Sequence} {sms.At.UtcDateTime:O} {sms.Direction} {sms.Status} {sms.Tag} {Hash(Encoding.UTF8.GetBytes(sms.To + sms.Text))}"));
        foreach (var message in host.Broker.Peek(EntityPath.Subscription(Outbox.Topic, Subscription), int.MaxValue))
            await lines.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"event {message.SequenceNumber} {message.EnqueuedTime.UtcDateTime:O} {message.MessageId} {Hash(BodyOf(message))}"));
    }

    /// <summary>Without what technical time and the storage's versions have put into it.</summary>
    private static ReadOnlyMemory<byte> BodyOf(ServiceBusReceivedMessage message) => message.Subject == nameof(ImportReport)
        ? JsonSerializer.SerializeToUtf8Bytes(
            message.Body.ToObjectFromJson<ImportReport>(CollectionsJson.Options)! with { DurationMilliseconds = null, Delivery = null }, CollectionsJson.Options)
        : message.Body;

    private static string Hash(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
}
