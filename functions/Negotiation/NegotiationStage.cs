using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Court;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation;

/// <summary>Days 31–90: calls and messages, first line and then second, towards a promise or a plan. (R3.2)</summary>
public sealed class NegotiationStage : IStage
{
    private static readonly MessageKind Voice = new("negotiation-voice", Channel.VoiceMessage);

    public static NegotiationStage Instance { get; } = new();

    public CaseStep Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var ladder = view.Strategy.Negotiation;
        var calls = view.State.Line == Line.First ? ladder.FirstLineCalls : ladder.SecondLineCalls;
        DateTimeOffset? call = null;
        return ToSecondLine(view, out var secondLine)
            ?? Up(view, out var up)
            ?? Messages.Every(view, "negotiation", ladder.MessageEveryDays, out var message)
            ?? Messages.Rung(view, Voice, [.. ladder.VoiceMessages.Where(rung => rung.Takes(view)).Select(rung => rung.Day)], out var voice)
            ?? Letters.Rung(view, [.. view.ByRisk(ladder.Letters, rung => rung.Day).Where(rung => rung.For?.Takes(view) != false)], out var letter)
            ?? Calls.Rung(view, "negotiation-call", view.ByRisk(ladder.Calls, day => day), out var rung)
            ?? (calls.TryGetValue(view.Risk, out var every) ? Calls.Every(view, "negotiation-call", every, out call) : Calls.AfterBreach(view, out call))
            ?? view.WaitFor("negotiation", message, voice, letter, rung, call, up, secondLine, view.State.Approvals.Open?.Deadline);
    }

    /// <summary>To the visits; by a strategy that makes none, to court, or to whom a person sends what court is not worth.</summary>
    private static CaseStep? Up(CaseView view, out DateTimeOffset? next)
    {
        if (view.Strategy.Uses(Stage.FieldVisit)) return VisitRules.Enter(view, out next);
        next = null;
        return ProceedingRules.Ask(view) ?? LegalRules.Enter(view, out next);
    }

    /// <summary>By days past due, by silence, by a refusal, or by broken promises.</summary>
    private static Record? ToSecondLine(CaseView view, out DateTimeOffset? next)
    {
        next = null;
        var state = view.State;
        if (state.Line != Line.First) return null;
        var ladder = view.Strategy.Negotiation;
        var silent = Silence(view);
        var because = view.LadderDay >= ladder.SecondLineFrom ? "days-past-due"
            : state.Contacts.Refusals > 0 ? "refusal"
            : PromiseRules.BrokenTooOften(view) ? "broken-promises"
            : silent <= view.Now ? "no-response"
            : null;
        if (because is not null) return new Record([.. Retire(view, because), new LineChanged(Line.Second, because)]);
        var byDays = view.StartOf(view.DayAt(ladder.SecondLineFrom));
        next = silent is { } at && at < byDays ? at : byDays;
        return null;
    }

    /// <summary>When silence counts as no response, if it may.</summary>
    private static DateTimeOffset? Silence(CaseView view)
    {
        var contacts = view.State.Contacts;
        var terms = view.Strategy.Negotiation.NoResponse;
        return contacts.SilentSince is { } since && contacts.AttemptsWithoutAnswer >= terms.Attempts && contacts.Delivered >= terms.Delivered
            ? view.StartOf(view.Calendar.Add(BusinessTime.DayOf(since), terms.WorkingDays))
            : null;
    }

    /// <summary>The first line's open call goes; the second line opens its own.</summary>
    private static IEnumerable<Fact> Retire(CaseView view, string because) =>
        view.State.Tasks.Where(task => task.Kind == TaskKind.Call).Select(task => new TaskClosed(task.Id, because));
}
