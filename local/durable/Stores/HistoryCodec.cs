using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DurableTask.Core;

namespace Collections.Local.Durable;

/// <summary>Events, failures and links as text for a store that keeps text.</summary>
internal static class HistoryCodec
{
    // Payloads are JSON themselves; escaping only what must be keeps the file small and legible.
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new FailureConverter() },
    };

    public static string? Write<T>(T? value) where T : class => value is null ? null : JsonSerializer.Serialize(value, Options);

    public static T? Read<T>(string? text) where T : class => text is null ? null : JsonSerializer.Deserialize<T>(text, Options);

    /// <summary>The events of a history, one by one where it holds some that this version does not know: they stop their instance, not the host.</summary>
    public static IReadOnlyList<HistoryEvent> ReadEvents(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<HistoryEvent[]>(text, Options)!;
        }
        catch (JsonException)
        {
            using JsonDocument events = JsonDocument.Parse(text);
            return [.. events.RootElement.EnumerateArray().Select(ReadOrDescribe)];
        }
    }

    public static HistoryEvent ReadEvent(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<HistoryEvent>(text, Options)!;
        }
        catch (JsonException)
        {
            using JsonDocument happened = JsonDocument.Parse(text);
            return ReadOrDescribe(happened.RootElement);
        }
    }

    private static HistoryEvent ReadOrDescribe(JsonElement stored)
    {
        try
        {
            return stored.Deserialize<HistoryEvent>(Options)!;
        }
        catch (JsonException unknown)
        {
            return new UnknownEvent(stored.TryGetProperty("$type", out JsonElement kind) ? $"{kind}" : unknown.Message);
        }
    }

    private sealed record StoredFailure(string Type, string Message, string? Stack, FailureDetails? Inner, bool NonRetriable);

    private sealed class FailureConverter : JsonConverter<FailureDetails>
    {
        public override FailureDetails? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<StoredFailure>(ref reader, options) is { } failure
                ? new FailureDetails(failure.Type, failure.Message, failure.Stack, failure.Inner, failure.NonRetriable)
                : null;

        public override void Write(Utf8JsonWriter writer, FailureDetails value, JsonSerializerOptions options) => JsonSerializer.Serialize(
            writer,
            new StoredFailure(value.ErrorType, value.ErrorMessage, value.StackTrace, value.InnerFailure, value.IsNonRetriable),
            options);
    }
}
