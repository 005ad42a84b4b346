using System.Text.Json.Serialization;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>How far a rule's wording can be relied on. Unverified: from secondary sources, until somebody has read the full text. House: the bank's own.</summary>
public enum RuleStatus { Unverified, Verified, House }

/// <summary>Hard: it closes. Presumptive: it closes unless somebody with the role sets it aside and says why.</summary>
public enum RuleStrength { Hard, Presumptive }

/// <summary>One rule of a policy pack, and what it binds. (R5.2)</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(WindowRule), "window")]
[JsonDerivedType(typeof(CounterRule), "counter")]
[JsonDerivedType(typeof(SpacingRule), "spacing")]
[JsonDerivedType(typeof(RestRule), "rest")]
[JsonDerivedType(typeof(QuietAfterRule), "quietAfter")]
[JsonDerivedType(typeof(SuspendedRule), "suspension")]
[JsonDerivedType(typeof(ThirdPartyRule), "thirdParty")]
[JsonDerivedType(typeof(VisitRule), "visit")]
[JsonDerivedType(typeof(IdentificationRule), "identification")]
[JsonDerivedType(typeof(MessageElementsRule), "messageElements")]
[JsonDerivedType(typeof(RetentionRule), "retention")]
[JsonDerivedType(typeof(ComplaintClockRule), "complaintClock")]
[JsonDerivedType(typeof(PlanLimitsRule), "planLimits")]
public abstract record PackRule
{
    private readonly uint channels = uint.MaxValue;
    private readonly uint purposes = uint.MaxValue;
    private readonly uint stages = uint.MaxValue;
    private readonly uint parties = uint.MaxValue;

    /// <summary>Unique over all packs that are used together, e.g. <c>bank-cn/working-hours</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Where the rule is from.</summary>
    public required string Source { get; init; }

    public required RuleStatus Status { get; init; }

    /// <summary>Channels that it binds, and counts; null: all.</summary>
    public IReadOnlyList<Channel>? Channels
    {
        get;
        init
        {
            field = value;
            channels = Mask(value);
        }
    }

    /// <summary>Purposes that it binds, and counts; null: all.</summary>
    public IReadOnlyList<Purpose>? Purposes
    {
        get;
        init
        {
            field = value;
            purposes = Mask(value);
        }
    }

    /// <summary>Stages in which it binds; null: all.</summary>
    public IReadOnlyList<Stage>? Stages
    {
        get;
        init
        {
            field = value;
            stages = Mask(value);
        }
    }

    /// <summary>Parties that it binds; null: all.</summary>
    public IReadOnlyList<Party>? Parties
    {
        get;
        init
        {
            field = value;
            parties = Mask(value);
        }
    }

    public bool Binds(IntendedContact intended)
    {
        ArgumentNullException.ThrowIfNull(intended);
        return Has(channels, (int)intended.Channel) && Has(purposes, (int)intended.Purpose) && Has(stages, (int)intended.Stage) && Has(parties, (int)intended.Party);
    }

    public bool BindsChannel(Channel channel) => Has(channels, (int)channel);

    public bool BindsPurpose(Purpose purpose) => Has(purposes, (int)purpose);

    /// <summary>Whether a contact made earlier is one that this rule looks at.</summary>
    protected bool Counts(LedgerEntry entry) => Has(channels, (int)entry.Channel) && Has(purposes, (int)entry.Purpose) && Has(parties, (int)entry.Party);

    /// <summary>What is wrong with the figures, or null.</summary>
    public virtual string? Fault() => null;

    /// <summary>Why an overlay's rule of the same name loosens this one, or null if it only tightens. Binding more is tighter.</summary>
    public string? LoosenedBy(PackRule over)
    {
        ArgumentNullException.ThrowIfNull(over);
        if (over.GetType() != GetType()) return "it is a rule of another kind";
        if ((channels & ~over.channels) != 0) return "it binds fewer channels";
        if ((purposes & ~over.purposes) != 0) return "it binds fewer purposes";
        if ((stages & ~over.stages) != 0) return "it binds fewer stages";
        if ((parties & ~over.parties) != 0) return "it binds fewer parties";
        return Looser(over);
    }

    /// <summary>The same for the figures of a rule of the same kind.</summary>
    protected abstract string? Looser(PackRule over);

    private static bool Has(uint mask, int value) => (mask & (1u << value)) != 0;

    private static uint Mask<T>(IReadOnlyList<T>? values) where T : struct, Enum =>
        values is null ? uint.MaxValue : values.Aggregate(0u, (mask, value) => mask | (1u << Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)));
}

/// <summary>A rule that the gate asks before every contact that it binds. (R5.1)</summary>
public abstract record ContactRule : PackRule
{
    /// <summary>The reason that most verdicts hold for most rules, made once.</summary>
    [JsonIgnore]
    public RuleReason Passed => field ??= new RuleReason(Id, RuleOutcome.Passed);

    /// <summary>Default: hard.</summary>
    public RuleStrength Strength { get; init; }

    /// <summary>How far back the ledger must reach for this rule.</summary>
    [JsonIgnore]
    public virtual TimeSpan Reach => TimeSpan.Zero;

    /// <summary>The same for the contacts of one channel.</summary>
    public virtual TimeSpan ReachOn(Channel channel) => BindsChannel(channel) ? Reach : TimeSpan.Zero;

    /// <summary>Whether it asks which days are holidays: then it needs the calendar of the year. (R5.3)</summary>
    [JsonIgnore]
    public virtual bool AsksCalendar => false;

    /// <summary>Null if the contact passes at that moment; else an instant after it, before which this rule alone does not let it pass.</summary>
    public abstract DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment);

    /// <summary>Whether no waiting mends it, as far as is known now.</summary>
    public virtual bool Forbids(GateQuestion question, Moment moment) => false;

    /// <summary>Whether nobody knows when it opens again: then a contact is judged anew after a day.</summary>
    public virtual bool IsOpenEnded(GateQuestion question, DateTimeOffset at) => false;

    protected override string? Looser(PackRule over) => Strength == RuleStrength.Hard && ((ContactRule)over).Strength == RuleStrength.Presumptive ? "it only presumes" : null;
}

/// <summary>What is judged, as the rules see it.</summary>
public sealed record GateQuestion(PolicyPack Pack, WorkingCalendar Calendar, DebtorLedger Ledger, IntendedContact Intended);
