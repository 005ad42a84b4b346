using System.Globalization;
using System.Text.Json;

namespace Collections.Functions.Contact.Carriers;

/// <summary>An event as Event Grid posts it, whatever its schema.</summary>
/// <param name="Id">Of the event; a repetition has the same.</param>
public sealed record CarrierEvent(string Id, string Type, JsonElement Data)
{
    /// <summary>
    /// The events of a body: one or an array, in Event Grid's schema (<c>eventType</c>) or as CloudEvents 1.0 (<c>type</c>). Null stands for an element that is
    /// neither.
    /// </summary>
    public static IReadOnlyList<CarrierEvent?> Read(JsonElement body) =>
        [.. (body.ValueKind == JsonValueKind.Array ? body.EnumerateArray().ToArray() : [body]).Select(Parse)];

    private static CarrierEvent? Parse(JsonElement posted)
    {
        var type = posted.Text("eventType") ?? (posted.Text("specversion") is not null ? posted.Text("type") : null);
        return type is not null && posted.Text("id") is { Length: > 0 } id && posted.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? new CarrierEvent(id, type, data)
            : null;
    }
}

internal static class JsonTexts
{
    /// <summary>A text property, or null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>An instant, or null.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
