using Collections.Functions.Cases;

namespace Collections.Functions.Ingestion;

/// <summary>What a column of a delinquency or payments file means.</summary>
public enum ExportField
{
    Institution, BusinessDate, AccountNumber, Product, ContractNumber, DebtorNumber, DebtorName, IdNumber, Mobile, Email, Address, Region, Language,
    Currency, CreditLimit, Principal, Interest, PenaltyInterest, Fees, TotalOverdue, MinimumPayment, Balance, StatementDate, DueDate, DaysPastDue,
    PeriodsPastDue, LastPaymentDate, LastPaymentAmount, CreditScore, DelinquenciesIn12Months, Employment, OverdueReason, CardNumber,
    EmergencyContactName, EmergencyContactPhone, EmergencyContactConsent, PaymentId, PaidOn, Amount, Method, Reverses,
}

/// <summary>How a family of files is written: the columns by name and what they mean, and the marker that says a file is whole.</summary>
/// <param name="Extension">Of the data file.</param>
/// <param name="Marker">Replaces the extension in the marker's name.</param>
/// <param name="Products">Product codes of the files.</param>
/// <param name="Delinquency">Columns of a delinquency snapshot.</param>
/// <param name="Payments">Columns of a payments file.</param>
public sealed record FormatProfile(
    string Name, char Separator, string Extension, string Marker, IReadOnlyDictionary<string, Product> Products,
    IReadOnlyDictionary<string, ExportField> Delinquency, IReadOnlyDictionary<string, ExportField> Payments)
{
    public IReadOnlyDictionary<string, ExportField> Columns(ExportKind kind) => kind switch
    {
        ExportKind.Delinquency => Delinquency,
        ExportKind.Payments => Payments,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The position of each field, or what is wrong with the header. Columns may stand in any order; none may be missing, doubled or unknown.</summary>
    public ColumnMap Map(ExportKind kind, IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var columns = Columns(kind);
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
/// <param name="Positions">By <see cref="ExportField"/>; -1 if the file does not have it.</param>
/// <param name="Fault">Why the header does not fit.</param>
public sealed record ColumnMap(int[] Positions, IReadOnlyList<string> Names, string? Fault)
{
    public int this[ExportField field] => Positions[(int)field];

    public string NameOf(ExportField field) => Names[this[field]];

    internal static ColumnMap Wrong(string fault) => new([], [], fault);
}
