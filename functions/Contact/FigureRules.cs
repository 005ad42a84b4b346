using Collections.Functions.Contact.Texts;

namespace Collections.Functions.Contact;

/// <summary>What a text must say on the channels and for the purposes that it binds; held against every template and every rendered text. (R5.4)</summary>
public sealed record MessageElementsRule : PackRule
{
    public required IReadOnlyList<MessageElement> Elements { get; init; }

    public override string? Fault() => Elements.Count == 0 ? "needs 'elements'" : null;

    protected override string? Looser(PackRule over) => Elements.Except(((MessageElementsRule)over).Elements).Any() ? "it asks for fewer elements" : null;
}

/// <summary>The party is identified before anything of the debt is said. (R5.4)</summary>
public sealed record IdentificationRule : PackRule
{
    protected override string? Looser(PackRule over) => null;
}

/// <summary>How long records of contacts are kept at the least. (R8.2)</summary>
public sealed record RetentionRule : PackRule
{
    /// <summary>Years after the case is closed.</summary>
    public required int Years { get; init; }

    public override string? Fault() => Years is < 1 or > 30 ? "needs 'years' from 1 to 30" : null;

    protected override string? Looser(PackRule over) => ((RetentionRule)over).Years < Years ? $"it keeps for fewer than {Years} years" : null;
}

/// <summary>Calendar days in which a complaint is answered. (R6.5)</summary>
public sealed record ComplaintClockRule : PackRule
{
    public required int SimpleDays { get; init; }

    public required int ComplexDays { get; init; }

    /// <summary>Added in special cases, with approval.</summary>
    public int SpecialDays { get; init; }

    public override string? Fault() => SimpleDays < 1 || ComplexDays < SimpleDays || SpecialDays < 0 ? "needs 'simpleDays' of at least 1 and 'complexDays' that are not fewer" : null;

    protected override string? Looser(PackRule over)
    {
        var rule = (ComplaintClockRule)over;
        return rule.SimpleDays > SimpleDays || rule.ComplexDays > ComplexDays || rule.SpecialDays > SpecialDays ? "it leaves more time" : null;
    }
}

/// <summary>How far plans may go. (R4.2)</summary>
public sealed record PlanLimitsRule : PackRule
{
    /// <summary>Monthly instalments at the most.</summary>
    public required int MaximumInstalments { get; init; }

    public override string? Fault() => MaximumInstalments < 1 ? "needs 'maximumInstalments' of at least 1" : null;

    protected override string? Looser(PackRule over) => ((PlanLimitsRule)over).MaximumInstalments > MaximumInstalments ? $"it allows more than {MaximumInstalments} instalments" : null;
}
