using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>When the strategy wants the next message, and what it is.</summary>
public static class Messages
{
    /// <summary>The latest rung of a ladder that is reached, once; earlier ones that were missed merge into it.</summary>
    /// <param name="next">When the next rung comes, if none is due.</param>
    public static CaseStep? Rung(CaseView view, string ladder, IReadOnlyList<int> daysPastDue, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        var reached = daysPastDue.Where(day => day <= view.DaysPastDue).DefaultIfEmpty(-1).Max();
        if (reached >= 0 && !view.State.Contacts.Has(Name(ladder, reached))) return Due(view, Name(ladder, reached), ladder, view.DayAt(reached), out next);
        var coming = daysPastDue.Where(day => day > view.DaysPastDue).Order().Cast<int?>().FirstOrDefault();
        if (coming is { } rung && !view.State.Contacts.IsClosed(Channel.Sms)) next = view.Turn(view.DayAt(rung));
        return null;
    }

    /// <summary>A message every so many days, in new wording.</summary>
    public static CaseStep? Every(CaseView view, string ladder, int days, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        var last = view.State.Contacts.LastMessageAt is { } at ? BusinessTime.DayOf(at).AddDays(days) : view.Today;
        var from = BusinessTime.DayOf(view.State.StageSince);
        return Due(view, view.NewId(ladder), ladder, last > from ? last : from, out next);
    }

    private static string Name(string ladder, int day) => string.Create(CultureInfo.InvariantCulture, $"{ladder}-{day}");

    private static CaseStep? Due(CaseView view, string rung, string template, DateOnly day, out DateTimeOffset? next)
    {
        next = null;
        var contacts = view.State.Contacts;
        if (contacts.IsClosed(Channel.Sms)) return null;
        var turn = view.Turn(day);
        if (contacts.NotBefore.TryGetValue(Channel.Sms, out var notBefore) && notBefore > turn) turn = notBefore;
        if (turn > view.Now)
        {
            next = turn;
            return null;
        }

        return new Record([new ContactPlanned(view.NewContactId(), Channel.Sms, Purpose.Collection, Party.Debtor, rung, template)]);
    }
}
