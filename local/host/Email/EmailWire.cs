using System.Text.Json.Serialization;

namespace Collections.Local.Host.Email;

/// <summary>The service's JSON.</summary>
internal static class EmailWire
{
    internal sealed record SendRequest(
        string? SenderAddress, Content? Content, Recipients? Recipients, IReadOnlyList<Address>? ReplyTo, IReadOnlyDictionary<string, string>? Headers);

    internal sealed record Content(string? Subject, string? PlainText, string? Html);

    internal sealed record Recipients(IReadOnlyList<Address>? To);

    internal sealed record Address([property: JsonPropertyName("address")] string? Value, string? DisplayName);

    internal sealed record Operation(string Id, string Status);
}
