using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Ingestion.Reading;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Platform;
using Collections.Functions.Risk.Reasons;

namespace Collections.Functions.Ingestion;

/// <summary>What a file's rows are held against.</summary>
/// <param name="Waived">Codes for which the file is not held: a supervisor answers for them.</param>
public sealed record RowChecks(InstitutionProfile Profile, FormatProfile Format, Manifest Manifest, IReadOnlySet<string>? Waived = null);

/// <summary>
/// Rows of a delinquency snapshot: types, ranges, parts against their total, days past due against the due date. A row is checked on its bytes; its texts
/// are only made when somebody asks for them. (R1.3)
/// </summary>
internal sealed class AccountRowParser(RowFields fields, RowChecks checks, KindFormat kind, RowPrint print)
{
    private const int MostPastDue = 20_000;

    private static readonly string[] YesOrNo = ["yes", "no", "true", "false", "y", "n", "1", "0"];

    private static readonly (string Code, DebtorKind Kind)[] Kinds =
        [("person", DebtorKind.Person), ("small_business", DebtorKind.SmallBusiness), ("company", DebtorKind.Company), ("farm", DebtorKind.Farm)];

    private readonly byte[] currency = Encoding.UTF8.GetBytes(checks.Profile.Currency);
    private AccountFigures current;

    public bool Check(ref AccountFigures figures)
    {
        CheckPosition();
        CheckTexts();
        if (fields.Fault is not null) return false;
        current.Print = print.Of(fields);
        figures = current;
        return true;
    }

    /// <summary>The row that was checked last.</summary>
    public AccountRow Materialise()
    {
        var mobile = fields.Phone(ExportField.Mobile);
        var language = fields.Code(ExportField.Language, 20, required: false);
        return new AccountRow
        {
            AccountNumber = fields.Code(ExportField.AccountNumber, 40),
            Product = Product(fields, checks.Format),
            ContractNumber = Masking.Text(fields.Text(ExportField.ContractNumber, 64)),
            DebtorNumber = fields.Code(ExportField.DebtorNumber, 40),
            DebtorName = Masking.Text(fields.Text(ExportField.DebtorName, 200)),
            IdNumber = Masking.Number(fields.Text(ExportField.IdNumber, 40)),
            CardNumber = Masking.Number(fields.Text(ExportField.CardNumber, 40)),
            Mobile = mobile,
            Email = fields.Text(ExportField.Email, 254),
            Address = Masking.Text(fields.Text(ExportField.Address, 400)),
            Region = fields.Code(ExportField.Region, 20, required: false),
            Language = language.Length == 0 ? checks.Profile.Language : language,
            Position = Position(),
            Risk = Risk(mobile.Length > 0 || !fields.IsEmpty(ExportField.Email)),
            OverdueReason = Masking.Text(fields.Text(ExportField.OverdueReason, 200)),
            Kind = Kind(),
            EmergencyContact = Contact(),
            Pledge = Pledge(),
        };
    }

    private void CheckPosition()
    {
        Currency(fields, checks.Profile, currency);
        current.Overdue = fields.Cents(ExportField.TotalOverdue);
        current.Principal = fields.Cents(ExportField.Principal);
        current.Interest = fields.Cents(ExportField.Interest);
        current.PenaltyInterest = fields.Cents(ExportField.PenaltyInterest);
        current.Fees = fields.Cents(ExportField.Fees);
        current.Balance = fields.Cents(ExportField.Balance);
        current.MinimumPayment = fields.Cents(ExportField.MinimumPayment, required: false);
        fields.Cents(ExportField.CreditLimit, required: false);
        current.DueDate = fields.Date(ExportField.DueDate);
        current.DaysPastDue = fields.Count(ExportField.DaysPastDue, MostPastDue);
        current.PeriodsPastDue = fields.Count(ExportField.PeriodsPastDue, 999, required: false);
        current.IsOverdue = current is { DaysPastDue: >= 1, Overdue: > 0 };
        var lastPaid = fields.OptionalDate(ExportField.LastPaymentDate);
        fields.Cents(ExportField.LastPaymentAmount, required: false);
        fields.OptionalDate(ExportField.StatementDate);
        if (fields.Fault is not null) return;
        var business = checks.Manifest.BusinessDate;
        fields.CheckTotals(kind.Totals);
        var late = Math.Max(0, business.DayNumber - current.DueDate.DayNumber);
        if (Math.Abs(late - current.DaysPastDue) > checks.Profile.DaysPastDueTolerance)
            fields.Reject(ExportField.DaysPastDue, "days-past-due", "The days past due do not follow from the due date and the business date.");
        if (lastPaid > business) fields.Reject(ExportField.LastPaymentDate, "in-the-future", "The last payment is after the business date.");
    }

    private void CheckTexts()
    {
        Span<byte> phone = stackalloc byte[PhoneForm.Longest];
        fields.Phone(ExportField.Mobile, phone);
        fields.CodeBytes(ExportField.AccountNumber, 40);
        Product(fields, checks.Format);
        fields.TextBytes(ExportField.ContractNumber, 64);
        fields.CodeBytes(ExportField.DebtorNumber, 40);
        fields.TextBytes(ExportField.DebtorName, 200, required: true);
        fields.TextBytes(ExportField.IdNumber, 40);
        fields.TextBytes(ExportField.CardNumber, 40);
        EmailBytes(fields, ExportField.Email);
        fields.TextBytes(ExportField.Address, 400);
        fields.CodeBytes(ExportField.Region, 20, required: false);
        fields.CodeBytes(ExportField.Language, 20, required: false);
        fields.OptionalCount(ExportField.CreditScore, 2_000);
        fields.OptionalCount(ExportField.DelinquenciesIn12Months, 366);
        fields.TextBytes(ExportField.Employment, 40);
        fields.TextBytes(ExportField.OverdueReason, 200);
        Kind();
        fields.TextBytes(ExportField.EmergencyContactName, 200);
        fields.Phone(ExportField.EmergencyContactPhone, phone);
        Consent();
        CollateralKind();
        fields.Cents(ExportField.CollateralValue, required: false);
        fields.CodeBytes(ExportField.CollateralId, 64, required: false);
    }

    private bool Consent()
    {
        var consent = fields.TextBytes(ExportField.EmergencyContactConsent, 10);
        if (consent.IsEmpty) return false;
        for (var i = 0; i < YesOrNo.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(consent, YesOrNo[i])) return i % 2 == 0;
        }

        fields.Reject(ExportField.EmergencyContactConsent, "not-yes-or-no", "The field is neither yes nor no.");
        return false;
    }

    private CollateralKind? CollateralKind()
    {
        var code = fields.TextBytes(ExportField.CollateralKind, 20);
        if (code.IsEmpty) return null;
        foreach (var kind in Enum.GetValues<CollateralKind>())
        {
            if (Ascii.EqualsIgnoreCase(code, kind.ToString())) return kind;
        }

        fields.Reject(ExportField.CollateralKind, "unknown-collateral", $"What is pledged is one of {string.Join(", ", Enum.GetNames<CollateralKind>()).ToLowerInvariant()}.");
        return null;
    }

    private PledgedAsset? Pledge() => CollateralKind() is { } kind
        ? new PledgedAsset(kind, new Money(RowFields.OfCents(fields.Cents(ExportField.CollateralValue, required: false)), checks.Profile.Currency), fields.Code(ExportField.CollateralId, 64, required: false))
        : null;

    private AccountPosition Position()
    {
        Money Of(long cents) => new(RowFields.OfCents(cents), checks.Profile.Currency);
        return new AccountPosition
        {
            BusinessDate = checks.Manifest.BusinessDate,
            Overdue = Of(current.Overdue),
            Principal = Of(current.Principal),
            Interest = Of(current.Interest),
            PenaltyInterest = Of(current.PenaltyInterest),
            Fees = Of(current.Fees),
            Balance = Of(current.Balance),
            MinimumPayment = Of(current.MinimumPayment),
            CreditLimit = Of(fields.Cents(ExportField.CreditLimit, required: false)),
            DueDate = current.DueDate,
            DaysPastDue = current.DaysPastDue,
            PeriodsPastDue = current.PeriodsPastDue,
            LastPaymentDate = fields.OptionalDate(ExportField.LastPaymentDate),
            LastPayment = fields.IsEmpty(ExportField.LastPaymentAmount) ? null : Of(fields.Cents(ExportField.LastPaymentAmount)),
        };
    }

    private RiskInputs Risk(bool reachable)
    {
        var employment = fields.Text(ExportField.Employment, 40);
        return new RiskInputs
        {
            CreditScore = fields.OptionalCount(ExportField.CreditScore, 2_000),
            DelinquenciesIn12Months = fields.OptionalCount(ExportField.DelinquenciesIn12Months, 366),
            Employment = employment is "stable" or "unstable" or "self_employed" or "unemployed" ? employment : null,
            Reason = ReasonWords.Read(fields.Text(ExportField.OverdueReason, 200)),
            Kind = Kind(),
            Reachable = reachable,
        };
    }

    /// <summary>Null: the file has no such column, or says nothing in it.</summary>
    private DebtorKind? Kind()
    {
        var text = fields.TextBytes(ExportField.DebtorKind, 20);
        if (text.IsEmpty) return null;
        foreach (var (code, kind) in Kinds)
        {
            if (Ascii.EqualsIgnoreCase(text, code)) return kind;
        }

        fields.Reject(ExportField.DebtorKind, "unknown-kind", $"The kind of customer is one of {string.Join(", ", Kinds.Select(one => one.Code))}.");
        return null;
    }

    private EmergencyContact? Contact()
    {
        var phone = fields.Phone(ExportField.EmergencyContactPhone);
        return phone.Length == 0 ? null : new EmergencyContact(Masking.Text(fields.Text(ExportField.EmergencyContactName, 200)), phone, Consent());
    }

    internal static Product Product(RowFields fields, FormatProfile format)
    {
        if (ProductCodes.TryRead(fields.TextBytes(ExportField.Product, 40, required: true), out var product)) return product;
        fields.Reject(ExportField.Product, "unknown-product", $"The product code is not one of format {format.Name}.");
        return default;
    }

    internal static string Email(RowFields fields, ExportField field) => Encoding.UTF8.GetString(EmailBytes(fields, field));

    private static ReadOnlySpan<byte> EmailBytes(RowFields fields, ExportField field)
    {
        var email = fields.TextBytes(field, 254);
        var at = email.IndexOf((byte)'@');
        if (email.IsEmpty || (at >= 1 && at < email.Length - 1 && !email.Contains((byte)' '))) return email;
        fields.Reject(field, "not-an-email", "The field is not an e-mail address.");
        return default;
    }

    internal static void Currency(RowFields fields, InstitutionProfile profile, ReadOnlySpan<byte> expected)
    {
        if (!fields.TextBytes(ExportField.Currency, 3, required: true).SequenceEqual(expected))
            fields.Reject(ExportField.Currency, "currency", $"The currency is not {profile.Currency}, the profile's.");
    }

    internal static string Currency(RowFields fields, InstitutionProfile profile)
    {
        Currency(fields, profile, Encoding.UTF8.GetBytes(profile.Currency));
        return profile.Currency;
    }
}
