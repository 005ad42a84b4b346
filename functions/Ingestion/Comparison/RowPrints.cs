using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>
/// Short hashes of the parts of a row that change by somebody's doing and not by the day, so that the index can tell what changed without holding
/// it. Amounts are compared as amounts. (R1.6)
/// </summary>
public readonly record struct RowPrints(uint DueDate, uint LastPayment, uint Terms, uint Debtor, uint ContactPoints, uint Risk)
{
    /// <param name="account">Salts the hashes: the same value of two accounts does not look the same.</param>
    public static RowPrints Of(UInt128 account, AccountRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var position = row.Position;
        uint Print(FormattableString values)
        {
            var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{account:x32}\u001f{FormattableString.Invariant(values)}");
            return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }

        return new RowPrints(
            Print($"{position.DueDate:yyyyMMdd}"),
            Print($"{position.LastPaymentDate:yyyyMMdd}|{position.LastPayment}"),
            Print($"{row.Product}|{row.ContractNumber}|{position.CreditLimit}|{row.Region}|{row.Language}{(row.Pledge is null ? "" : $"|{row.Pledge.Kind}|{row.Pledge.Value}|{row.Pledge.Number}")}"),
            Print($"{row.DebtorNumber}|{row.DebtorName}|{row.IdNumber}|{row.OverdueReason}{row.Kind}"),
            Print($"{row.Mobile}|{row.Email}|{row.Address}|{row.EmergencyContact}"),
            Print($"{row.Risk.CreditScore}|{row.Risk.DelinquenciesIn12Months}|{row.Risk.Employment}|{row.Risk.DebtServiceRatio}"));
    }

    /// <summary>What changed materially since the index saw the account, as field names; empty if only time went by.</summary>
    public static IReadOnlyList<string> Changes(IndexEntry known, RowPrints prints, in AccountFigures figures, DateOnly businessDate, InstitutionProfile profile)
    {
        ArgumentNullException.ThrowIfNull(known);
        List<string> changes = [];
        var accrual = Accrual.Of(profile, known.Figures.Overdue, known.BusinessDate, businessDate);
        if (accrual.IsExceeded(known.Figures.Overdue, figures.Overdue)) changes.Add("overdue");
        if (accrual.IsExceeded(known.Figures.Balance, figures.Balance)) changes.Add("balance");
        if (known.Prints.DueDate != prints.DueDate) changes.Add("dueDate");
        if (known.Prints.LastPayment != prints.LastPayment) changes.Add("lastPayment");
        if (known.Prints.Terms != prints.Terms) changes.Add("terms");
        if (known.Prints.Debtor != prints.Debtor) changes.Add("debtor");
        if (known.Prints.ContactPoints != prints.ContactPoints) changes.Add("contactPoints");
        if (known.Prints.Risk != prints.Risk) changes.Add("risk");
        return changes;
    }
}

/// <summary>Interest and fees that pile up by themselves between two files: less, or more than that, is somebody's doing. (R1.6)</summary>
/// <param name="Most">Hundredths of the currency's unit.</param>
internal readonly record struct Accrual(long Most)
{
    public static Accrual Of(InstitutionProfile profile, long overdue, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new((long)Math.Ceiling(overdue * profile.AccrualPerDay * Math.Max(0, to.DayNumber - from.DayNumber)));
    }

    public bool IsExceeded(long before, long after) => after < before || after > before + Most;
}
