using System.Text.Json;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Carriers.Gateway;

/// <summary>What the gateway tells of messages: status reports, and what recipients answer ("uplink").</summary>
public sealed class GatewayEvents(DeliveryReports reports, Replies replies)
{
    /// <summary>The events of a body, <c>{"events":[…]}</c>; null stands for one without id or type.</summary>
    public static IReadOnlyList<GatewayEvent?> Read(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Array
            ? [.. events.EnumerateArray().Select(posted => posted.Text("id") is { Length: > 0 } id && posted.Text("type") is { } type ? new GatewayEvent(id, type, posted) : null)]
            : [null];

    /// <summary>False: what the event must tell is missing.</summary>
    public async Task<bool> ReceiveAsync(GatewayEvent posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        return posted.Type switch
        {
            "report" => await ReportedAsync(posted.Data, cancellation),
            "reply" => await RepliedAsync(posted.Id, posted.Data, cancellation),
            _ => true,
        };
    }

    private async Task<bool> ReportedAsync(JsonElement data, CancellationToken cancellation)
    {
        if (data.Text("status") is not { } status || ContactTag.Parse(data.Text("tag")) is not { } tag) return false;
        UndeliveredBecause? because = status switch
        {
            "undelivered" => UndeliveredBecause.Other,
            "invalid-number" => UndeliveredBecause.PointInvalid,
            "blocked-by-recipient" => UndeliveredBecause.OptedOut,
            _ => null,
        };
        if (status != "delivered" && because is null) return status is "sent" or "pending";
        await reports.ReceiveAsync(new DeliveryReport(tag, status == "delivered", data.Instant("at"), data.Text("messageId"), because ?? UndeliveredBecause.Other), cancellation);
        return true;
    }

    private async Task<bool> RepliedAsync(string id, JsonElement data, CancellationToken cancellation)
    {
        if (data.Text("from") is not { Length: > 0 } from || data.Text("text") is not { } text) return false;
        await replies.ReceiveAsync(new Reply($"gateway|{id}", Channel.Sms, from, text, data.Text("to")), cancellation);
        return true;
    }
}

/// <param name="Id">A repetition has the same.</param>
public sealed record GatewayEvent(string Id, string Type, JsonElement Data);
