using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Rows of a file of portfolio totals.</summary>
internal sealed class TotalRowParser(RowFields fields, RowChecks checks)
{
    public TotalRow? Parse()
    {
        var row = new TotalRow(
            AccountRowParser.Product(fields, checks.Format),
            fields.Code(ExportField.Bucket, 4),
            fields.Count(ExportField.Accounts, int.MaxValue),
            new Money(fields.Amount(ExportField.Balance), AccountRowParser.Currency(fields, checks.Profile)));
        if (fields.Fault is not null) return null;
        if (row.Bucket is not ['M', .. var months] || !months.All(char.IsAsciiDigit) || months.Length == 0)
            fields.Reject(ExportField.Bucket, "not-a-bucket", "The bucket is M0 for accounts not overdue, M1 for 1 to 30 days past due, and so on.");
        return fields.Fault is null ? row : null;
    }
}

/// <summary>Rows of a file of exits.</summary>
internal sealed class ExitRowParser(RowFields fields, RowChecks checks)
{
    private static readonly Dictionary<string, ClosingReason> Reasons = new(StringComparer.Ordinal)
    {
        ["sold"] = ClosingReason.Sold,
        ["written_off"] = ClosingReason.WrittenOff,
        ["closed"] = ClosingReason.ClosedByBank,
    };

    public ExitRow? Parse()
    {
        var row = new ExitRow(fields.Code(ExportField.AccountNumber, 40), fields.Word(ExportField.Reason, Reasons), fields.Date(ExportField.ExitedOn));
        FeedRules.RefuseFuture(fields, ExportField.ExitedOn, row.ExitedOn, checks);
        return fields.Fault is null ? row : null;
    }
}

/// <summary>Rows of a file of outside changes.</summary>
internal sealed class ChangeRowParser(RowFields fields, RowChecks checks)
{
    private static readonly Dictionary<string, OutsideChange> Kinds = new(StringComparer.Ordinal)
    {
        ["new_loan"] = OutsideChange.NewLoan,
        ["asset"] = OutsideChange.Asset,
        ["address"] = OutsideChange.Address,
        ["phone"] = OutsideChange.Phone,
        ["email"] = OutsideChange.Email,
        ["account_number"] = OutsideChange.AccountNumber,
    };

    public ChangeRow? Parse()
    {
        var change = fields.Word(ExportField.Change, Kinds);
        var row = new ChangeRow(
            fields.Code(ExportField.AccountNumber, 40, required: change is OutsideChange.AccountNumber or OutsideChange.NewLoan or OutsideChange.Asset),
            fields.Code(ExportField.DebtorNumber, 40, required: change is OutsideChange.Address or OutsideChange.Phone or OutsideChange.Email),
            change,
            Value(change),
            fields.Date(ExportField.ChangedOn));
        if (fields.Fault is not null) return null;
        if (change == OutsideChange.AccountNumber && row.Value == row.AccountNumber) fields.Reject(ExportField.Value, "same-number", "The new account number is the old one.");
        FeedRules.RefuseFuture(fields, ExportField.ChangedOn, row.ChangedOn, checks);
        return fields.Fault is null ? row : null;
    }

    private string Value(OutsideChange change)
    {
        var value = change switch
        {
            OutsideChange.NewLoan or OutsideChange.Asset => "",
            OutsideChange.Address => Masking.Text(fields.Text(ExportField.Value, 400, required: true)),
            OutsideChange.Phone => fields.Phone(ExportField.Value),
            OutsideChange.Email => AccountRowParser.Email(fields, ExportField.Value),
            OutsideChange.AccountNumber => fields.Code(ExportField.Value, 40),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
        if (value.Length == 0 && change is OutsideChange.Phone or OutsideChange.Email) fields.Reject(ExportField.Value, "missing", "The field is empty.");
        return value;
    }
}

/// <summary>Rows of a dialler's records.</summary>
internal sealed class CallRowParser(RowFields fields, RowChecks checks)
{
    private static readonly Dictionary<string, EntryResult> Results = new(StringComparer.Ordinal)
    {
        ["no_answer"] = EntryResult.Unanswered,
        ["delivered"] = EntryResult.Sent,
        ["answered"] = EntryResult.Answered,
        ["conversation"] = EntryResult.Conversation,
    };

    public CallRow? Parse()
    {
        var row = new CallRow(
            fields.Code(ExportField.RecordId, 64),
            fields.Code(ExportField.AccountNumber, 40),
            fields.Code(ExportField.DebtorNumber, 40),
            fields.Phone(ExportField.Phone),
            fields.Instant(ExportField.StartedAt),
            fields.Word(ExportField.Channel, FeedRules.Channels),
            fields.Word(ExportField.Outcome, Results),
            fields.Count(ExportField.DurationSeconds, 86_400, required: false));
        if (fields.Fault is not null) return null;
        if (row.Phone.Length == 0 && row.Channel is Channel.Call or Channel.VoiceMessage or Channel.Sms) fields.Reject(ExportField.Phone, "missing", "The field is empty.");
        FeedRules.RefuseFuture(fields, ExportField.StartedAt, BusinessTime.DayOf(row.StartedAt), checks);
        return fields.Fault is null ? row : null;
    }
}

/// <summary>Rows of the promises that were open before going live.</summary>
internal sealed class PromiseRowParser(RowFields fields, RowChecks checks)
{
    public PromiseRow? Parse()
    {
        var row = new PromiseRow(
            fields.Code(ExportField.AccountNumber, 40),
            fields.Code(ExportField.PromiseId, 64),
            fields.Date(ExportField.MadeOn),
            fields.Date(ExportField.DueOn),
            new Money(fields.Amount(ExportField.Amount), AccountRowParser.Currency(fields, checks.Profile)),
            fields.Code(ExportField.Method, 40, required: false));
        if (fields.Fault is not null) return null;
        if (!row.Amount.IsPositive) fields.Reject(ExportField.Amount, "zero", "A promise of nothing.");
        if (row.DueOn < row.MadeOn) fields.Reject(ExportField.DueOn, "before-made", "The promise is due before it was made.");
        FeedRules.RefuseFuture(fields, ExportField.MadeOn, row.MadeOn, checks);
        return fields.Fault is null ? row : null;
    }
}

/// <summary>Rows of the plans that were in force before going live. Whether a plan's instalments add up, only all its rows together tell.</summary>
internal sealed class PlanRowParser(RowFields fields, RowChecks checks)
{
    public PlanRow? Parse()
    {
        var currency = AccountRowParser.Currency(fields, checks.Profile);
        var row = new PlanRow(
            fields.Code(ExportField.AccountNumber, 40),
            fields.Code(ExportField.PlanId, 64),
            fields.Date(ExportField.AgreedOn),
            fields.Count(ExportField.Instalment, FeedRules.MostInstalments),
            fields.Date(ExportField.DueOn),
            new Money(fields.Amount(ExportField.Amount), currency),
            new Money(fields.Amount(ExportField.PlanTotal), currency));
        if (fields.Fault is not null) return null;
        if (row.Instalment == 0) fields.Reject(ExportField.Instalment, "out-of-range", "Instalments are counted from 1.");
        if (!row.Amount.IsPositive) fields.Reject(ExportField.Amount, "zero", "An instalment of nothing.");
        if (row.DueOn < row.AgreedOn) fields.Reject(ExportField.DueOn, "before-agreed", "The instalment is due before the plan was agreed.");
        FeedRules.RefuseFuture(fields, ExportField.AgreedOn, row.AgreedOn, checks);
        return fields.Fault is null ? row : null;
    }
}

/// <summary>Rows of the channels that debtors had closed before going live.</summary>
internal sealed class OptOutRowParser(RowFields fields, RowChecks checks)
{
    public OptOutRow? Parse()
    {
        var row = new OptOutRow(
            fields.Code(ExportField.DebtorNumber, 40), fields.Word(ExportField.Channel, FeedRules.Channels), fields.Date(ExportField.OptedOutOn));
        FeedRules.RefuseFuture(fields, ExportField.OptedOutOn, row.OptedOutOn, checks);
        return fields.Fault is null ? row : null;
    }
}

internal static class FeedRules
{
    /// <summary>Monthly instalments of five years, the longest that R4.2 knows, and as many again for shorter terms.</summary>
    public const int MostInstalments = 120;

    public static IReadOnlyDictionary<string, Channel> Channels { get; } = new Dictionary<string, Channel>(StringComparer.Ordinal)
    {
        ["sms"] = Channel.Sms,
        ["call"] = Channel.Call,
        ["email"] = Channel.Email,
        ["letter"] = Channel.Letter,
        ["visit"] = Channel.Visit,
        ["video"] = Channel.Video,
        ["voice_message"] = Channel.VoiceMessage,
    };

    /// <summary>A file tells what has happened.</summary>
    public static void RefuseFuture(RowFields fields, ExportField field, DateOnly day, RowChecks checks)
    {
        if (fields.Fault is null && day > checks.Manifest.BusinessDate) fields.Reject(field, "in-the-future", "The day is after the file's business date.");
    }
}
