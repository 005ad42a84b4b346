using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>How many people make a visit. (R3.3, R5.2)</summary>
public sealed record VisitRule : ContactRule
{
    public required int Minimum { get; init; }

    public required int Maximum { get; init; }

    public override string? Fault() => Minimum < 1 || Maximum < Minimum ? "needs a 'minimum' of at least 1 and a 'maximum' that is not below it" : null;

    protected override string? Looser(PackRule over)
    {
        var rule = (VisitRule)over;
        return base.Looser(over) ?? (rule.Minimum < Minimum ? $"fewer than {Minimum} may go" : rule.Maximum > Maximum ? $"more than {Maximum} may go" : null);
    }

    public override DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment) => null;

    /// <summary>Who goes may be said only afterwards; then the report is held against it.</summary>
    public override bool Forbids(GateQuestion question, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Intended is { Channel: Channel.Visit, Visitors: { } visitors } && (visitors < Minimum || visitors > Maximum);
    }
}
