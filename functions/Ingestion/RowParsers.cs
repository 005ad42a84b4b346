using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>What a file's rows are held against.</summary>
public sealed record RowChecks(InstitutionProfile Profile, FormatProfile Format, Manifest Manifest);

internal static class RowParsers
{
    /// <summary>Parses the current row of a file of some kind; null when the row is at fault.</summary>
    public static Func<object?> For(ExportKind kind, RowFields fields, RowChecks checks) => kind switch
    {
        ExportKind.Delinquency => new AccountRowParser(fields, checks).Parse,
        ExportKind.Payments => new PaymentRowParser(fields, checks).Parse,
        ExportKind.Totals => new TotalRowParser(fields, checks).Parse,
        ExportKind.Exits => new ExitRowParser(fields, checks).Parse,
        ExportKind.Changes => new ChangeRowParser(fields, checks).Parse,
        ExportKind.Calls => new CallRowParser(fields, checks).Parse,
        ExportKind.Promises => new PromiseRowParser(fields, checks).Parse,
        ExportKind.Plans => new PlanRowParser(fields, checks).Parse,
        ExportKind.OptOuts => new OptOutRowParser(fields, checks).Parse,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>Rows of a delinquency snapshot: types, ranges, parts against their total, days past due against the due date. (R1.3)</summary>
internal sealed class AccountRowParser(RowFields fields, RowChecks checks)
{
    private const int MostPastDue = 20_000;

    public AccountRow? Parse()
    {
        var position = Position();
        var mobile = fields.Phone(ExportField.Mobile);
        var row = new AccountRow
        {
            AccountNumber = fields.Code(ExportField.AccountNumber, 40),
            Product = Product(fields, checks.Format),
            ContractNumber = Masking.Text(fields.Text(ExportField.ContractNumber, 64)),
            DebtorNumber = fields.Code(ExportField.DebtorNumber, 40),
            DebtorName = Masking.Text(fields.Text(ExportField.DebtorName, 200, required: true)),
            IdNumber = Masking.Number(fields.Text(ExportField.IdNumber, 40)),
            CardNumber = Masking.Number(fields.Text(ExportField.CardNumber, 40)),
            Mobile = mobile,
            Email = Email(),
            Address = Masking.Text(fields.Text(ExportField.Address, 400)),
            Region = fields.Code(ExportField.Region, 20, required: false),
            Language = Language(),
            Position = position,
            Risk = Risk(mobile.Length > 0),
            OverdueReason = Masking.Text(fields.Text(ExportField.OverdueReason, 200)),
            EmergencyContact = Contact(),
        };
        return fields.Fault is null ? row : null;
    }

    private AccountPosition Position()
    {
        var currency = Currency(fields, checks.Profile);
        var business = checks.Manifest.BusinessDate;
        Money Of(ExportField field, bool required = true) => new(fields.Amount(field, required), currency);
        var lastPaid = fields.OptionalDate(ExportField.LastPaymentDate);
        var position = new AccountPosition
        {
            BusinessDate = business,
            Overdue = Of(ExportField.TotalOverdue),
            Principal = Of(ExportField.Principal),
            Interest = Of(ExportField.Interest),
            PenaltyInterest = Of(ExportField.PenaltyInterest),
            Fees = Of(ExportField.Fees),
            Balance = Of(ExportField.Balance),
            MinimumPayment = Of(ExportField.MinimumPayment, required: false),
            CreditLimit = Of(ExportField.CreditLimit, required: false),
            DueDate = fields.Date(ExportField.DueDate),
            DaysPastDue = fields.Count(ExportField.DaysPastDue, MostPastDue),
            PeriodsPastDue = fields.Count(ExportField.PeriodsPastDue, 999, required: false),
            LastPaymentDate = lastPaid,
            LastPayment = fields.IsEmpty(ExportField.LastPaymentAmount) ? null : Of(ExportField.LastPaymentAmount),
        };
        fields.OptionalDate(ExportField.StatementDate);
        Check(position, business);
        return position;
    }

    private void Check(AccountPosition position, DateOnly business)
    {
        if (fields.Fault is not null) return;
        if (position.Principal + position.Interest + position.PenaltyInterest + position.Fees != position.Overdue)
            fields.Reject(ExportField.TotalOverdue, "parts-differ-from-total", "Principal, interest, penalty interest and fees do not add up to the overdue total.");
        var late = Math.Max(0, business.DayNumber - position.DueDate.DayNumber);
        if (Math.Abs(late - position.DaysPastDue) > checks.Profile.DaysPastDueTolerance)
            fields.Reject(ExportField.DaysPastDue, "days-past-due", "The days past due do not follow from the due date and the business date.");
        if (position.LastPaymentDate > business) fields.Reject(ExportField.LastPaymentDate, "in-the-future", "The last payment is after the business date.");
    }

    private string Email() => Email(fields, ExportField.Email);

    private string Language()
    {
        var language = fields.Code(ExportField.Language, 20, required: false);
        return language.Length == 0 ? checks.Profile.Language : language;
    }

    private RiskInputs Risk(bool reachable)
    {
        var employment = fields.Text(ExportField.Employment, 40);
        return new RiskInputs
        {
            CreditScore = fields.OptionalCount(ExportField.CreditScore, 2_000),
            DelinquenciesIn12Months = fields.OptionalCount(ExportField.DelinquenciesIn12Months, 366),
            Employment = employment is "stable" or "unstable" or "self_employed" or "unemployed" ? employment : null,
            Reachable = reachable,
        };
    }

    private EmergencyContact? Contact()
    {
        var name = Masking.Text(fields.Text(ExportField.EmergencyContactName, 200));
        var phone = fields.Phone(ExportField.EmergencyContactPhone);
        var consent = fields.Text(ExportField.EmergencyContactConsent, 10).ToLowerInvariant();
        if (consent is not ("" or "yes" or "no" or "true" or "false" or "y" or "n" or "1" or "0"))
            fields.Reject(ExportField.EmergencyContactConsent, "not-yes-or-no", "The field is neither yes nor no.");
        return phone.Length == 0 ? null : new EmergencyContact(name, phone, consent is "yes" or "true" or "y" or "1");
    }

    internal static Product Product(RowFields fields, FormatProfile format)
    {
        var code = fields.Text(ExportField.Product, 40, required: true);
        if (format.Products.TryGetValue(code, out var product)) return product;
        fields.Reject(ExportField.Product, "unknown-product", "The product code is not one of the format.");
        return default;
    }

    internal static string Email(RowFields fields, ExportField field)
    {
        var email = fields.Text(field, 254);
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (email.Length > 0 && (at < 1 || at == email.Length - 1 || email.Contains(' ', StringComparison.Ordinal)))
            fields.Reject(field, "not-an-email", "The field is not an e-mail address.");
        return email;
    }

    internal static string Currency(RowFields fields, InstitutionProfile profile)
    {
        if (fields.Text(ExportField.Currency, 3, required: true) != profile.Currency)
            fields.Reject(ExportField.Currency, "currency", $"The currency is not {profile.Currency}, the profile's.");
        return profile.Currency;
    }
}

/// <summary>Rows of a payments file.</summary>
internal sealed class PaymentRowParser(RowFields fields, RowChecks checks)
{
    public PaymentRow? Parse()
    {
        var reverses = fields.Code(ExportField.Reverses, 64, required: false);
        var amount = fields.Amount(ExportField.Amount, negative: reverses.Length > 0);
        var row = new PaymentRow(
            fields.Code(ExportField.AccountNumber, 40),
            fields.Code(ExportField.PaymentId, 64),
            fields.Date(ExportField.PaidOn),
            new Money(amount, AccountRowParser.Currency(fields, checks.Profile)),
            fields.Code(ExportField.Method, 40, required: false),
            reverses.Length == 0 ? null : reverses);
        if (fields.Fault is not null) return null;
        if (amount == 0m) fields.Reject(ExportField.Amount, "zero", "A payment of nothing.");
        if (row.PaidOn > checks.Manifest.BusinessDate) fields.Reject(ExportField.PaidOn, "in-the-future", "The payment is after the business date.");
        if (row.Reverses == row.PaymentId) fields.Reject(ExportField.Reverses, "reverses-itself", "A payment cannot reverse itself.");
        return fields.Fault is null ? row : null;
    }
}
