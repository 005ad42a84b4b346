using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Publishes import reports on topic <c>collections-events</c>, without what people wrote into them. Told twice, it is the same message. (R1.7)</summary>
public sealed class ImportEvents(ServiceBusClient bus)
{
    private readonly ServiceBusSender events = bus.CreateSender(Outbox.Topic);

    public Task PublishAsync(ImportReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var told = report with { Decisions = [.. report.Decisions.Select(decision => decision with { Reason = null })] };
        return events.SendMessageAsync(new ServiceBusMessage(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(told, CollectionsJson.Options)))
        {
            // Each decision about a held file is followed by another report.
            MessageId = report.Decisions.Count == 0 ? report.Id : string.Create(CultureInfo.InvariantCulture, $"{report.Id}-{report.Decisions.Count}"),
            Subject = nameof(ImportReport),
            ContentType = "application/json",
        }, cancellation);
    }
}
