using Collections.Functions.Contact;
using Collections.Functions.Negotiation;

namespace Collections.Functions.Cases;

/// <summary>Days 1–30: remind kindly, never twice for the same rung; rungs missed merge into the latest. (R3.1)</summary>
public sealed class ReminderStage : IStage
{
    public static ReminderStage Instance { get; } = new();

    public CaseStep Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.LadderDay >= view.Strategy.Negotiation.From) return new Record([new StageEntered(Stage.Negotiation, "days-past-due")]);
        var ladder = view.Strategy.Reminder;
        int[] messages = [ladder.GraceDays[view.State.Product], .. ladder.Messages];
        return Messages.Rung(view, new MessageKind("reminder"), messages, out var message)
            ?? Messages.Rung(view, new MessageKind("reminder-email", Channel.Email), ladder.Emails, out var email)
            ?? Messages.Rung(view, new MessageKind("credit-notice", Purpose: Purpose.Service), ladder.CreditNotices, out var notice)
            ?? Calls.AfterBreach(view, out var breach)
            ?? Calls.Rung(view, "reminder-call", [.. view.ByRisk(ladder.Calls, day => day).Where(day => ladder.CallsFor.GetValueOrDefault(day)?.Takes(view) != false)], out var call)
            ?? view.WaitFor("next-reminder", message, email, notice, breach, call, view.StartOf(view.DayAt(view.Strategy.Negotiation.From)));
    }
}
