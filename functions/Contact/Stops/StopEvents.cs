using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Stops;

/// <summary>
/// Publishes on topic <c>collections-events</c> that a switch was thrown or lifted, without the words that people gave for it. The switch holds before it
/// is told of; told twice, it is the same message.
/// </summary>
public sealed class StopEvents(ServiceBusClient bus)
{
    private readonly ServiceBusSender events = bus.CreateSender(Outbox.Topic);

    public Task PublishAsync(EmergencyStop stop, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stop);
        var told = new EmergencyStopChanged(
            stop.Id, stop.IsActive, stop.Institution, stop.Region, stop.Product, stop.Agency, stop.Purposes, stop.LiftedBy ?? stop.SetBy, stop.LiftedAt ?? stop.SetAt);
        return events.SendMessageAsync(new ServiceBusMessage(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(told, CollectionsJson.Options)))
        {
            MessageId = $"stop-{stop.Id}-{(stop.IsActive ? "set" : "lifted")}",
            Subject = nameof(EmergencyStopChanged),
            ContentType = "application/json",
        }, cancellation);
    }
}

/// <summary>An event on topic <c>collections-events</c>: contacts are stopped, or may go on.</summary>
/// <param name="Active">False: lifted.</param>
/// <param name="By">A person's id with the role acted in.</param>
public sealed record EmergencyStopChanged(
    string Id, bool Active, string? Institution, string? Region, Product? Product, string? Agency, IReadOnlyList<Purpose> Purposes, string By, DateTimeOffset At);
