using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Complaints;

/// <summary>The complaints of a case. Pure.</summary>
public sealed record ComplaintProgress
{
    public IReadOnlyList<CaseComplaint> All { get; init; } = [];

    public CaseComplaint? Find(string complaint) => All.FirstOrDefault(known => known.Id == complaint);

    /// <summary>Whether a suspension stands for a complaint that is not answered, and ends with it alone.</summary>
    public bool Hold(string suspension) => All.Any(known => known.Stops && ComplaintCommands.StopOf(known.Id, known.Scope) == suspension);

    /// <summary>Whether somebody is complained of for how he treated the debtor, and nobody has answered yet: he does not work on the case. (R6.5)</summary>
    public bool IsAbout(string person) => All.Any(known => known is { Scope: ComplaintScope.Conduct, IsAnswered: false } && known.About == person);

    /// <summary>Null for a fact of something else.</summary>
    public static CaseState? Apply(CaseState state, Fact fact)
    {
        ArgumentNullException.ThrowIfNull(state);
        return fact switch
        {
            ComplaintReceived received => state with
            {
                Complaints = new() { All = [.. state.Complaints.All, new CaseComplaint(received.Complaint, received.Way, received.On, received.Scope) { About = received.About }] },
            },
            ComplaintRegistered registered => state.With(registered.Complaint, known => known with
            {
                Step = ComplaintStep.Registered,
                Scope = registered.Scope,
                Cause = registered.Cause,
                About = registered.About,
                Investigator = registered.Investigator,
                AnswerBy = registered.AnswerBy,
            }),
            ComplaintExtended extended => state.With(extended.Complaint, known => known with { Kind = extended.To, AnswerBy = extended.AnswerBy }),
            ComplaintInvestigated found => state.With(found.Complaint, known => known with { Step = ComplaintStep.Investigated }),
            ComplaintDecided decided => state.With(decided.Complaint, known => known with { Step = ComplaintStep.Decided, Outcome = decided.Outcome, Consequences = decided.Consequences }),
            ComplaintAnswered answered => state.With(answered.Complaint, known => known with { Step = ComplaintStep.Answered, AnsweredOn = answered.On }),
            ComplaintArchived archived => state.With(archived.Complaint, known => known with { Step = ComplaintStep.Archived }),
            _ => null,
        };
    }
}

/// <summary>One complaint, as far as it has come.</summary>
public sealed record CaseComplaint(string Id, ComplaintWay Way, DateOnly On, ComplaintScope Scope)
{
    public ComplaintStep Step { get; init; }

    public ComplaintKind Kind { get; init; }

    public ComplaintCause? Cause { get; init; }

    /// <summary>Id of the person or agency complained of.</summary>
    public string? About { get; init; }

    public string? Investigator { get; init; }

    public DateTimeOffset? AnswerBy { get; init; }

    public ComplaintOutcome? Outcome { get; init; }

    public IReadOnlyList<ComplaintConsequence> Consequences { get; init; } = [];

    public DateOnly? AnsweredOn { get; init; }

    public bool IsAnswered => Step >= ComplaintStep.Answered;

    /// <summary>Whether something rests until it is answered.</summary>
    public bool Stops => Scope != ComplaintScope.Service && !IsAnswered;

    /// <summary>Whether the answer was in time; null: there is none yet.</summary>
    public bool? InTime => AnsweredOn is { } on && AnswerBy is { } by ? on <= BusinessTime.DayOf(by) : null;
}

internal static class ComplaintFold
{
    public static CaseState With(this CaseState state, string complaint, Func<CaseComplaint, CaseComplaint> change) =>
        state with { Complaints = new() { All = [.. state.Complaints.All.Select(known => known.Id == complaint ? change(known) : known)] } };
}
