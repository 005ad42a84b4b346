using System.Text.Json.Serialization;

namespace Collections.Functions.Ingestion;

/// <summary>What a file tells. Stored by name, and by number in the ids of contents: neither ever changes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExportKind>))]
public enum ExportKind
{
    Payments = 0,
    Delinquency = 1,

    /// <summary>Accounts and balance of the whole portfolio, by product and bucket.</summary>
    Totals = 2,

    /// <summary>Accounts that were sold, written off or closed.</summary>
    Exits = 3,

    /// <summary>What happened outside collections: a new loan, an asset, a new address, phone, e-mail or account number.</summary>
    Changes = 4,

    /// <summary>Contacts that others made: the dialler's records, or those of the weeks before going live.</summary>
    Calls = 5,

    /// <summary>Promises that were open before going live.</summary>
    Promises = 6,

    /// <summary>Plans that were in force before going live, a row per instalment.</summary>
    Plans = 7,

    /// <summary>Channels that debtors had closed before going live.</summary>
    [JsonStringEnumMemberName("opt_outs")]
    OptOuts = 8,
}

public static class ExportKinds
{
    /// <summary>As manifests and formats write it.</summary>
    public static string Word(this ExportKind kind) => kind == ExportKind.OptOuts ? "opt_outs" : kind.ToString().ToLowerInvariant();

    /// <summary>
    /// Where a kind stands among the files of one business date, as text that sorts: what the day changed comes before its payments, payments before
    /// the snapshot that holds them already, totals after the snapshot they are held against. Part of stored keys: what is there never changes.
    /// </summary>
    public static string Rank(this ExportKind kind) => kind switch
    {
        ExportKind.Changes => "-1",
        ExportKind.OptOuts => "-2",
        ExportKind.Promises => "-3",
        ExportKind.Plans => "-4",
        ExportKind.Calls => "-5",
        ExportKind.Exits => "-6",
        ExportKind.Payments => "0",
        ExportKind.Delinquency => "1",
        ExportKind.Totals => "2",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The field whose sum over all rows the marker states; null for kinds without amounts, whose markers say 0.00.</summary>
    internal static ExportField? AmountField(this ExportKind kind) => kind switch
    {
        ExportKind.Delinquency => ExportField.TotalOverdue,
        ExportKind.Payments or ExportKind.Promises or ExportKind.Plans => ExportField.Amount,
        ExportKind.Totals => ExportField.Balance,
        ExportKind.Exits or ExportKind.Changes or ExportKind.Calls or ExportKind.OptOuts => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
