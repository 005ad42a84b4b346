using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Negotiation;

namespace Collections.Functions.SpecialPaths;

/// <summary>
/// A vulnerable debtor: help is offered first, trained people call, seldom; no reminders, letters, visits or steps towards a court while it holds, unless a supervisor
/// says so; somebody looks every month whether it still does. And a sign of abuse or self-harm: seen to within hours. (R2.3, R3.6)
/// </summary>
internal static class CareRules
{
    public const string Because = "vulnerable";

    public const string Offer = "help-offer";

    private const string Call = "care-call";

    public static Record? Concern(CaseView view) => view.State.Paths.Concern is not null && view.State.Task(TaskKind.Concern) is null
        ? PathRules.Open(view, TaskKind.Concern, Line.Specialist, view.Now.AddHours(view.Strategy.Paths.ConcernHours), "concern")
        : null;

    /// <summary>In the stage's place; null when the case goes its ordinary way.</summary>
    public static CaseStep? Instead(CaseView view)
    {
        if (view.State.Paths.Care is not { } care) return null;
        var terms = view.Strategy.Paths;
        if (Review(view, care, terms, out var review) is { } look) return look;
        if (care.Allowed) return null;
        return Softened(view)
            ?? Messages.Once(view, string.Create(CultureInfo.InvariantCulture, $"{Offer}-{care.Since:yyyyMMdd}"), new MessageKind(Offer, Purpose: Purpose.Service), care.Since, out var offer)
            ?? Calls.Every(view, Call, terms.CareCallEvery, out var call)
            ?? view.WaitFor(Because, review, offer, call);
    }

    private static Record? Review(CaseView view, CareProgress care, PathTerms terms, out DateTimeOffset? next)
    {
        next = null;
        if (view.State.Task(TaskKind.CareReview) is not null) return null;
        var due = care.ReviewedOn.AddDays(terms.CareReviewDays);
        if (view.Today >= due) return PathRules.Open(view, TaskKind.CareReview, Line.Specialist, view.EndOfWorkingDay(3), Because);
        next = view.StartOf(due);
        return null;
    }

    /// <summary>Work that presses goes, and calls of people who are not trained.</summary>
    private static Record? Softened(CaseView view)
    {
        List<Fact> closed =
        [
            .. view.State.Tasks.Where(task => PathRules.Pressing.Contains(task.Kind) && (task.Kind != TaskKind.Call || task.Queue != Line.Specialist))
                .Select(task => new TaskClosed(task.Id, Because)),
        ];
        return closed.Count > 0 ? new Record(closed) : null;
    }
}
