using System.Text.Json.Serialization;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>How far a rule's wording can be relied on. Unverified: from secondary sources, until somebody has read the full text. House: the bank's own.</summary>
public enum RuleStatus { Unverified, Verified, House }

/// <summary>One rule of a policy pack: whom it binds, and until when it closes a contact. (R5.2)</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(WindowRule), "window")]
[JsonDerivedType(typeof(CounterRule), "counter")]
[JsonDerivedType(typeof(SpacingRule), "spacing")]
[JsonDerivedType(typeof(RestRule), "rest")]
[JsonDerivedType(typeof(QuietAfterRule), "quietAfter")]
public abstract record PackRule
{
    private readonly uint channels = uint.MaxValue;
    private readonly uint purposes = uint.MaxValue;
    private readonly uint stages = uint.MaxValue;
    private readonly uint parties = uint.MaxValue;

    /// <summary>Unique over all packs that are used together, e.g. <c>bank-cn/working-hours</c>.</summary>
    public required string Id
    {
        get;
        init
        {
            field = value;
            Passed = new RuleReason(value, RuleOutcome.Passed);
        }
    }

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

    /// <summary>The reason that most verdicts hold for most rules, made once.</summary>
    [JsonIgnore]
    public RuleReason Passed { get; private init; } = null!;

    /// <summary>How far back the ledger must reach for this rule.</summary>
    [JsonIgnore]
    public virtual TimeSpan Reach => TimeSpan.Zero;

    public bool Binds(IntendedContact intended)
    {
        ArgumentNullException.ThrowIfNull(intended);
        return Has(channels, (int)intended.Channel) && Has(purposes, (int)intended.Purpose) && Has(stages, (int)intended.Stage) && Has(parties, (int)intended.Party);
    }

    public bool BindsChannel(Channel channel) => Has(channels, (int)channel);

    /// <summary>Whether a contact made earlier is one that this rule looks at.</summary>
    protected bool Counts(LedgerEntry entry) => Has(channels, (int)entry.Channel) && Has(purposes, (int)entry.Purpose);

    /// <summary>
    /// Null if the contact passes at that moment; else an instant after it, before which this rule alone does not let it pass.
    /// </summary>
    public abstract DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment);

    private static bool Has(uint mask, int value) => (mask & (1u << value)) != 0;

    private static uint Mask<T>(IReadOnlyList<T>? values) where T : struct, Enum =>
        values is null ? uint.MaxValue : values.Aggregate(0u, (mask, value) => mask | (1u << Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)));
}

/// <summary>What is judged, as the rules see it.</summary>
public sealed record GateQuestion(PolicyPack Pack, WorkingCalendar Calendar, DebtorLedger Ledger, IntendedContact Intended);
