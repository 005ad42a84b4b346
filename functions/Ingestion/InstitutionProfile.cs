using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Ingestion.Expected;

namespace Collections.Functions.Ingestion;

/// <summary>
/// What is particular to one bank: how its files look, when one of them must be held, and how the bank names itself to its debtors. A JSON blob
/// <c>profiles/{institution}.json</c>, so that a new bank needs no code. (R1.1)
/// </summary>
public sealed record InstitutionProfile
{
    /// <summary>The code that stands in files and in the path <c>exports/{institution}/</c>.</summary>
    public required string Institution { get; init; }

    /// <summary>How the bank is named to its debtors, by language.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    public required string Hotline { get; init; }

    /// <summary>The bank's pay page.</summary>
    public required string PayLink { get; init; }

    /// <summary>Where the links of messages and letters lead: the debtor's page of this app, at its public address (<c>https://…/api/debtor/</c>). Missing: to the pay page.</summary>
    public string? DebtorPage { get; init; }

    /// <summary>Of debtors whose row does not say.</summary>
    public required string Language { get; init; }

    /// <summary>The only currency of the bank's files (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>Strategy that works its cases: a name, in the version in force, or a name and a version (<c>cn-default/1</c>) that stays.</summary>
    public required string Strategy { get; init; }

    /// <summary>Strategies that are tried against each other; missing: none. (R7.3)</summary>
    public StrategyTrial? Trial { get; init; }

    /// <summary>Policy pack that binds its contacts; missing: the application's (setting <c>Contact:Pack</c>).</summary>
    public string? Pack { get; init; }

    /// <summary>Cases that are only practised on: everything is decided and recorded, and nobody is contacted; missing: none. (R5.10)</summary>
    public ShadowMode? Shadow { get; init; }

    /// <summary>Format of the files, in <c>data/formats/</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Working days after a balance's business date on which it may still be acted on: 1 for daily files. (R5.6)</summary>
    public int BalanceMaxAgeWorkingDays { get; init; } = 1;

    /// <summary>The same in calendar days, instead: 40 for month-end files. (R5.6)</summary>
    public int? BalanceMaxAgeDays { get; init; }

    /// <summary>A complete snapshot that misses more than this share of the accounts of the last one is held. (R1.3)</summary>
    public decimal MaxVanishedShare { get; init; } = 0.20m;

    /// <summary>What it means that a complete snapshot does not have an account. (R1.6)</summary>
    public AbsenceMeaning Absence { get; init; } = AbsenceMeaning.Unclear;

    /// <summary>Complete snapshots in a row without it after which an account is presumed cured. (R1.6)</summary>
    public int PresumedCuredAfter { get; init; } = 2;

    /// <summary>Below so many known accounts the share says nothing.</summary>
    public int VanishedShareFrom { get; init; } = 20;

    /// <summary>A file with more than this share of bad rows is held. (R1.3)</summary>
    public decimal MaxRejectedShare { get; init; } = 0.05m;

    /// <summary>So many bad rows alone never hold a file that has good ones.</summary>
    public int RejectedRowsAllowed { get; init; } = 5;

    /// <summary>
    /// What becomes of a file's sum when a row's amount cannot be read: false holds the file, true checks the row count and the hash alone.
    /// </summary>
    public bool SumMayLackUnreadableAmounts { get; init; }

    /// <summary>Calendar days by which days past due may differ from business date less due date.</summary>
    public int DaysPastDueTolerance { get; init; }

    /// <summary>Interest and fees that pile up by themselves, as a share of the overdue amount per day; more is a material change. (R1.6)</summary>
    public decimal AccrualPerDay { get; init; } = 0.001m;

    /// <summary>Business days within which an account whose cure was an estimate comes back as the same case. (R1.6)</summary>
    public int ReturnWithinBusinessDays { get; init; } = 5;

    /// <summary>For which business dates a complete snapshot is expected.</summary>
    public ExpectedEvery ExpectEvery { get; init; } = ExpectedEvery.BusinessDay;

    /// <summary>Time of the next business day (bank time) from which a snapshot that has not come is missing.</summary>
    public TimeOnly ExpectedBy { get; init; } = new(8, 0);

    /// <summary>Calendar days that news of an account without a case waits for one; 0: for ever.</summary>
    public int SuspenseDays { get; init; } = 90;

    /// <summary>Days that dropped files are kept once they are done with; 0 keeps them.</summary>
    public int ExportRetentionDays { get; init; } = 90;

    /// <summary>Last day on which balances of a business date may be acted on.</summary>
    public DateOnly FreshThrough(DateOnly businessDate, WorkingCalendar calendar) =>
        BalanceAge.FreshThrough(businessDate, BalanceMaxAgeDays ?? BalanceMaxAgeWorkingDays, BalanceMaxAgeDays is null, calendar);

    /// <summary>The name in a language, or in the bank's own.</summary>
    public string NameIn(string language) =>
        Names.TryGetValue(language, out var name) || Names.TryGetValue(Language, out name) ? name : Institution;

    /// <summary>What is wrong with the profile. One that is wrong takes nothing in.</summary>
    public IEnumerable<ProfileFault> Faults()
    {
        if (!InstitutionProfiles.IsCode(Institution)) yield return new("$.institution", "is 1 to 32 letters, digits and _");
        if (MaxVanishedShare is < 0 or > 1) yield return new("$.maxVanishedShare", "is a share between 0 and 1");
        if (MaxRejectedShare is < 0 or > 1) yield return new("$.maxRejectedShare", "is a share between 0 and 1");
        if (PresumedCuredAfter < 1) yield return new("$.presumedCuredAfter", "is at least 1");
        if (VanishedShareFrom < 0) yield return new("$.vanishedShareFrom", "is not negative");
        if (RejectedRowsAllowed < 0) yield return new("$.rejectedRowsAllowed", "is not negative");
        if (BalanceMaxAgeWorkingDays < 1) yield return new("$.balanceMaxAgeWorkingDays", "is at least 1");
        if (BalanceMaxAgeDays < 1) yield return new("$.balanceMaxAgeDays", "is at least 1");
        if (DebtorPage is { } page && !(Uri.TryCreate(page, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)) yield return new("$.debtorPage", "is an address that begins with https");
        if (Currency.Length != 3) yield return new("$.currency", "is an ISO 4217 code");
        if (DaysPastDueTolerance < 0) yield return new("$.daysPastDueTolerance", "is not negative");
        if (AccrualPerDay < 0) yield return new("$.accrualPerDay", "is not negative");
        if (ReturnWithinBusinessDays < 0) yield return new("$.returnWithinBusinessDays", "is not negative");
        if (SuspenseDays < 0) yield return new("$.suspenseDays", "is not negative");
        if (ExportRetentionDays < 0) yield return new("$.exportRetentionDays", "is not negative");
        foreach (var fault in Trial?.Faults("$.trial") ?? []) yield return fault;
        if (!FormatFaults.IsName(Format)) yield return new("$.format", "is the name of a format");
    }
}
