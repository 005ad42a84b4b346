using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Short hashes of the parts of a row that change by somebody's doing and not by the day, so that the index can tell what changed without holding
/// it. Amounts are compared as amounts. (R1.6)
/// </summary>
public sealed record RowPrints(string DueDate, string LastPayment, string Terms, string Debtor, string ContactPoints, string Risk)
{
    public static RowPrints Of(AccountKey account, AccountRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var position = row.Position;
        string Print(FormattableString values)
        {
            var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{account.Value}\u001f{FormattableString.Invariant(values)}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
        }

        return new RowPrints(
            Print($"{position.DueDate:yyyyMMdd}"),
            Print($"{position.LastPaymentDate:yyyyMMdd}|{position.LastPayment}"),
            Print($"{row.Product}|{row.ContractNumber}|{position.CreditLimit}|{row.Region}|{row.Language}"),
            Print($"{row.DebtorNumber}|{row.DebtorName}|{row.IdNumber}|{row.OverdueReason}"),
            Print($"{row.Mobile}|{row.Email}|{row.Address}|{row.EmergencyContact}"),
            Print($"{row.Risk.CreditScore}|{row.Risk.DelinquenciesIn12Months}|{row.Risk.Employment}|{row.Risk.DebtServiceRatio}"));
    }

    public static RowPrints Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('.') is [var due, var payment, var terms, var debtor, var contact, var risk]
            ? new RowPrints(due, payment, terms, debtor, contact, risk)
            : throw new FormatException("Fingerprints are six hashes with points between them.");
    }

    public override string ToString() => $"{DueDate}.{LastPayment}.{Terms}.{Debtor}.{ContactPoints}.{Risk}";

    /// <summary>What changed materially since the index saw the account, as field names; empty if only time went by.</summary>
    public static IReadOnlyList<string> Changes(IndexEntry known, RowPrints prints, AccountRow row, InstitutionProfile profile)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(prints);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(profile);
        var days = Math.Max(0, row.Position.BusinessDate.DayNumber - known.BusinessDate.DayNumber);
        var accrual = Math.Round(known.Overdue * profile.AccrualPerDay * days, 2, MidpointRounding.ToPositiveInfinity);
        bool Beyond(decimal before, decimal after) => after < before || after > before + accrual;
        List<string> changes = [];
        if (Beyond(known.Overdue, row.Position.Overdue.Amount)) changes.Add("overdue");
        if (Beyond(known.Balance, row.Position.Balance.Amount)) changes.Add("balance");
        if (known.Prints.DueDate != prints.DueDate) changes.Add("dueDate");
        if (known.Prints.LastPayment != prints.LastPayment) changes.Add("lastPayment");
        if (known.Prints.Terms != prints.Terms) changes.Add("terms");
        if (known.Prints.Debtor != prints.Debtor) changes.Add("debtor");
        if (known.Prints.ContactPoints != prints.ContactPoints) changes.Add("contactPoints");
        if (known.Prints.Risk != prints.Risk) changes.Add("risk");
        return changes;
    }
}
