using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>Somebody who stands in for the debtor: guardian, agent, heir. (R3.6)</summary>
/// <param name="Person">Id of the person within the debtor's partition.</param>
/// <param name="Role">Null: stored before roles were kept, until somebody says it again.</param>
[JsonConverter(typeof(StandInConverter))]
public sealed record StandIn(string Person, Party? Role)
{
    /// <summary>Whether nothing at all goes to the debtor in person: he is dead, or may be.</summary>
    public bool MayBeHeir => Role is null or Party.Heir;

    /// <summary>Whether a contact of the debtor in person is barred while they stand in for him.</summary>
    public static bool Bar(IReadOnlyList<StandIn> all, Purpose purpose)
    {
        ArgumentNullException.ThrowIfNull(all);
        foreach (var one in all)
        {
            if (purpose == Purpose.Collection || one.MayBeHeir) return true;
        }

        return false;
    }
}

/// <summary>Reads what was stored as an id alone.</summary>
internal sealed class StandInConverter : JsonConverter<StandIn>
{
    public override StandIn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new StandIn(reader.GetString()!, null);
        using var stored = JsonDocument.ParseValue(ref reader);
        return new StandIn(
            stored.RootElement.GetProperty("p").GetString()!,
            stored.RootElement.TryGetProperty("r", out var role) ? Enum.Parse<Party>(role.GetString()!) : null);
    }

    public override void Write(Utf8JsonWriter writer, StandIn value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("p", value.Person);
        if (value.Role is { } role) writer.WriteString("r", role.ToString());
        writer.WriteEndObject();
    }
}
