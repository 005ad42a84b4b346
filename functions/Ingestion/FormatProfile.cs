using Collections.Functions.Cases;

namespace Collections.Functions.Ingestion;

/// <summary>What a column of a file means.</summary>
public enum ExportField
{
    Institution, BusinessDate, AccountNumber, Product, ContractNumber, DebtorNumber, DebtorName, IdNumber, Mobile, Email, Address, Region, Language,
    Currency, CreditLimit, Principal, Interest, PenaltyInterest, Fees, TotalOverdue, MinimumPayment, Balance, StatementDate, DueDate, DaysPastDue,
    PeriodsPastDue, LastPaymentDate, LastPaymentAmount, CreditScore, DelinquenciesIn12Months, Employment, OverdueReason, CardNumber,
    EmergencyContactName, EmergencyContactPhone, EmergencyContactConsent, PaymentId, PaidOn, Amount, Method, Reverses,
    Bucket, Accounts, Reason, ExitedOn, Change, Value, ChangedOn, RecordId, Phone, StartedAt, Channel, Outcome, DurationSeconds,
    PromiseId, MadeOn, DueOn, PlanId, AgreedOn, Instalment, PlanTotal, OptedOutOn,
}

/// <summary>How a family of files is written: the columns by name and what they mean, and the marker that says a file is whole.</summary>
/// <param name="Extension">Of the data file.</param>
/// <param name="Marker">Replaces the extension in the marker's name.</param>
/// <param name="Products">Product codes of the files.</param>
/// <param name="Kinds">Columns of each kind of file that the format has.</param>
public sealed record FormatProfile(
    string Name, char Separator, string Extension, string Marker, IReadOnlyDictionary<string, Product> Products,
    IReadOnlyDictionary<ExportKind, IReadOnlyDictionary<string, ExportField>> Kinds)
{
    /// <summary>The position of each field, or what is wrong with the header. Columns may stand in any order; none may be missing, doubled or unknown.</summary>
    public ColumnMap Map(ExportKind kind, IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (!Kinds.TryGetValue(kind, out var columns)) return ColumnMap.Wrong($"Format {Name} has no files of kind {kind}.");
        var positions = new int[Enum.GetValues<ExportField>().Length];
        Array.Fill(positions, -1);
        for (var i = 0; i < header.Count; i++)
        {
            if (!columns.TryGetValue(header[i], out var field)) return ColumnMap.Wrong($"Column {i + 1} is not one of format {Name}.");
            if (positions[(int)field] >= 0) return ColumnMap.Wrong($"Column '{header[i]}' stands in the header twice.");
            positions[(int)field] = i;
        }

        var missing = columns.Where(column => positions[(int)column.Value] < 0).Select(column => column.Key).ToList();
        return missing.Count == 0 ? new ColumnMap(positions, header, null) : ColumnMap.Wrong($"The header lacks {string.Join(", ", missing)}.");
    }
}

/// <summary>Where each field stands in a row.</summary>
/// <param name="Positions">By <see cref="ExportField"/>.</param>
/// <param name="Fault">Why the header does not fit.</param>
public sealed record ColumnMap(int[] Positions, IReadOnlyList<string> Names, string? Fault)
{
    /// <summary>-1 if the file does not have the field.</summary>
    public int this[ExportField field] => Positions.Length == 0 ? -1 : Positions[(int)field];

    public string NameOf(ExportField field) => this[field] is >= 0 and var at ? Names[at] : field.ToString();

    internal static ColumnMap Wrong(string fault) => new([], [], fault);
}
