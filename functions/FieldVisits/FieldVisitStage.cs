using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Negotiation;

namespace Collections.Functions.FieldVisits;

/// <summary>From day 91: the approved visit, or its waiver, with fewer calls and messages beside it. (R3.3)</summary>
public sealed class FieldVisitStage : IStage
{
    public static FieldVisitStage Instance { get; } = new();

    public CaseStep Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var ladder = view.Strategy.FieldVisit;
        if (view.State.Visits.Approved && view.State.Task(TaskKind.Visit) is null)
            return new Record([new TaskOpened(view.NewId("visit"), TaskKind.Visit, Line.Field, view.EndOfWorkingDay(ladder.VisitWithin), "approved")]);
        return ProceedingRules.Ask(view)
            ?? (view.State.Collateral.Last is null ? null : CollateralRules.Next(view))
            ?? VisitRules.Within(view, out var visit)
            ?? LegalRules.Enter(view, out var legal)
            ?? Messages.Every(view, "field-visit", ladder.MessageEveryDays, out var message)
            ?? Letters.Every(view, ladder.Letter, out var letter)
            ?? Calls.Every(view, CallFor(view), ladder.CallEvery, out var call)
            ?? view.WaitFor("field-visit", message, letter, call, visit, legal, view.State.Approvals.Open?.Deadline);
    }

    /// <summary>In each bucket one of the calls is there to offer a plan, while there is none. (R4.2)</summary>
    private static string CallFor(CaseView view)
    {
        var offer = string.Create(CultureInfo.InvariantCulture, $"plan-offer-m{(Math.Max(1, view.LadderDay) + 29) / 30}");
        return view.State.Contacts.Has(offer) || view.State.Plans.Offer is not null ? "field-call" : offer;
    }
}
