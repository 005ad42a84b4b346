using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>When the strategy wants the next message, and what it is.</summary>
public static class Messages
{
    /// <summary>The latest rung of a ladder that is reached, once; earlier ones that were missed merge into it.</summary>
    /// <param name="next">When the next rung comes, if none is due.</param>
    public static CaseStep? Rung(CaseView view, MessageKind kind, IReadOnlyList<int> daysPastDue, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(kind);
        next = null;
        var reached = daysPastDue.Where(day => day <= view.LadderDay).DefaultIfEmpty(-1).Max();
        if (reached >= 0 && !view.State.Contacts.Has(Name(kind.Template, reached))) return Due(view, Name(kind.Template, reached), kind, view.DayAt(reached), out next);
        var coming = daysPastDue.Where(day => day > view.LadderDay).Order().Cast<int?>().FirstOrDefault();
        if (coming is { } rung && !view.State.Contacts.IsClosed(kind.Channel)) next = view.Turn(view.DayAt(rung));
        return null;
    }

    /// <summary>One message from a day on, once.</summary>
    public static CaseStep? Once(CaseView view, string rung, MessageKind kind, DateOnly day, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(kind);
        next = null;
        return view.State.Contacts.Has(rung) ? null : Due(view, rung, kind, day, out next);
    }

    /// <summary>A message every so many days, in new wording.</summary>
    /// <param name="days">Null: none.</param>
    public static CaseStep? Every(CaseView view, string ladder, int? days, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        if (days is not { } pause) return null;
        var last = view.State.Contacts.LastMessageAt is { } at ? BusinessTime.DayOf(at).AddDays(pause) : view.Today;
        var from = BusinessTime.DayOf(view.State.StageSince);
        return Due(view, view.NewId(ladder), new MessageKind(ladder), last > from ? last : from, out next);
    }

    private static string Name(string ladder, int day) => string.Create(CultureInfo.InvariantCulture, $"{ladder}-{day}");

    private static CaseStep? Due(CaseView view, string rung, MessageKind kind, DateOnly day, out DateTimeOffset? next)
    {
        next = null;
        var contacts = view.State.Contacts;
        if (contacts.IsClosed(kind.Channel) || CarrierRefusals.Holds(contacts, kind.Channel) || view.State.BarsDebtor(kind.Purpose)) return null;
        var turn = view.Turn(day);
        if (contacts.NotBefore.TryGetValue(kind.Channel, out var notBefore) && notBefore > turn) turn = notBefore;
        if (turn > view.Now)
        {
            next = turn;
            return null;
        }

        return new Record([new ContactPlanned(view.NewContactId(), kind.Channel, kind.Purpose, Party.Debtor, rung, kind.Template)]);
    }
}

/// <summary>What a ladder sends.</summary>
/// <param name="Template">Name of its template, which also names its rungs.</param>
public sealed record MessageKind(string Template, Channel Channel = Channel.Sms, Purpose Purpose = Purpose.Collection);
