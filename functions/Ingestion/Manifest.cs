using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>The marker of a file: it is delivered only when this is there, and is used only if it agrees with this to the cent. (R1.4)</summary>
/// <param name="Sequence">Order of files of one kind and day; a later one corrects the earlier.</param>
/// <param name="Complete">Of a snapshot: whether an account that is not in the file is not overdue; of payments: whether all are in up to the date.</param>
/// <param name="Rows">Data rows, the header not counted.</param>
/// <param name="Amount">Sum of the kind's amounts, with two decimals; 0.00 where it has none.</param>
/// <param name="Sha256">Of the data file's bytes, hexadecimal.</param>
public sealed record Manifest(ExportKind Kind, string Institution, DateOnly BusinessDate, int Sequence, bool Complete, long Rows, string Amount, string Sha256)
{
    /// <summary>A trailer may do without.</summary>
    [JsonIgnore]
    public bool StatesAmount => Amount.Length > 0;

    [JsonIgnore]
    public decimal Sum => !StatesAmount ? 0m : decimal.Parse(Amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static readonly JsonSerializerOptions Strict = new(CollectionsJson.Options) { RespectRequiredConstructorParameters = true };

    /// <summary>Reads a marker. Never throws on bad content: <paramref name="fault"/> says what is wrong and where.</summary>
    public static Manifest? Read(ReadOnlySpan<byte> json, out string? fault)
    {
        fault = null;
        try
        {
            if (json.StartsWith("\uFEFF"u8)) json = json[3..];
            var manifest = JsonSerializer.Deserialize<Manifest>(json, Strict);
            fault = manifest?.Problem();
            if (manifest is null) fault = "The manifest is empty.";
            return fault is null ? manifest : null;
        }
        catch (JsonException e)
        {
            fault = $"The manifest is not readable at {e.Path ?? "$"}: it needs kind, institution, businessDate, sequence, complete, rows, amount and sha256.";
            return null;
        }
    }

    private string? Problem()
    {
        if (string.IsNullOrEmpty(Institution)) return "The manifest lacks 'institution'.";
        if (BusinessDate.Year is < 2000 or > 2199) return "The manifest lacks 'businessDate', or it is out of range.";
        if (Sequence is < 0 or > 999_999) return "The manifest's 'sequence' is out of range.";
        if (Rows < 0) return "The manifest's 'rows' is negative.";
        if (Sha256 is not { Length: 64 } || !Sha256.All(char.IsAsciiHexDigit)) return "The manifest's 'sha256' is not 64 hexadecimal digits.";
        return decimal.TryParse(Amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? null
            : "The manifest's 'amount' is not an amount such as \"1234.50\".";
    }
}
