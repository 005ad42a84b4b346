using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>The rules of a policy pack, applied in hindsight to contacts that were made. Takes the pack's figures and nothing of the gate's judgement. (R9.1)</summary>
internal sealed class RuleAudit(PolicyPack pack, WorkingCalendar calendar)
{
    /// <param name="contact">The contact that is judged.</param>
    /// <param name="at">When it was made; a message is judged when it was reserved and when it was started.</param>
    /// <param name="earlier">The debtor's contacts before it, oldest first.</param>
    public IEnumerable<(string Rule, string Why)> Judge(MadeContact contact, DateTimeOffset at, IReadOnlyList<MadeContact> earlier)
    {
        var (least, most) = pack.Visitors;
        if (contact.Visitors is { } visitors && (visitors < least || visitors > most)) yield return ("visitors", string.Create(CultureInfo.InvariantCulture, $"A visit was made by {visitors}; {least} to {most} go."));
        foreach (var zone in (contact.Zones ?? pack.Zones).All)
        {
            var day = DayOf(at, zone);
            if (!calendar.Covers(day.Year) && pack.ContactRules.Any(rule => rule is RestRule or WindowRule { Days: not null } && Binds(rule, contact))) yield return ("calendar-missing", $"Nobody knows the holidays of {day.Year}.");
            var isFromDebtor = contact is { Party: Party.Debtor, Purpose: Purpose.Collection };
            if (contact.Party == Party.Debtor && contact.Represented.Any(held => (isFromDebtor || held.By == Party.Heir) && held.From < at && !(held.Until <= at))) yield return (ContactGate.Represented, $"{contact.Channel} although somebody stood in for the debtor.");
            if (contact.Party == Party.Debtor && contact.Suspended.FirstOrDefault(set => set.Ground is nameof(SuspensionKind.Death) or nameof(SuspensionKind.Care) && set.From < at && !(set.Until <= at)) is { Ground: { } ground })
                yield return (ground == nameof(SuspensionKind.Death) ? ContactGate.Deceased : ContactGate.Care, $"{contact.Channel} for {contact.Purpose} although nothing was to go to the debtor ({ground}).");
            var isSuspended = isFromDebtor && contact.Suspended.Any(set => set.From < at && !(set.Until <= at) && (set.Ground != nameof(SuspensionKind.Conduct) || contact.Channel is Channel.Call or Channel.Visit or Channel.Video));
            foreach (var rule in pack.ContactRules)
            {
                if (!Binds(rule, contact) || WrongForAny(rule, contact, at, zone, day, earlier) is not { } why) continue;
                isSuspended &= rule is not SuspendedRule;
                yield return (rule.Id, why);
            }

            if (isSuspended) yield return (ContactGate.Suspended, $"{contact.Channel} while contact was suspended for a reason that no rule speaks of.");
        }
    }

    /// <summary>What an account counts is judged for each that the contact is about.</summary>
    private string? WrongForAny(PackRule rule, MadeContact contact, DateTimeOffset at, TimeZoneInfo zone, DateOnly day, IReadOnlyList<MadeContact> earlier)
    {
        var why = Wrong(rule, contact, at, zone, day, earlier);
        if (why is not null || rule is not CountingRule { Per: CountedPer.Account }) return why;
        return contact.Covers.Select(account => Wrong(rule, contact with { Account = account }, at, zone, day, earlier)).FirstOrDefault(wrong => wrong is not null);
    }

    private string? Wrong(PackRule rule, MadeContact contact, DateTimeOffset at, TimeZoneInfo zone, DateOnly day, IReadOnlyList<MadeContact> earlier) => rule switch
    {
        WindowRule window => Outside(window, contact, at, zone, day),
        CounterRule counter => Over(counter, contact, at, zone, day, earlier),
        SpacingRule spacing => TooSoon(spacing, contact, at, TimeSpan.FromHours(spacing.Hours), earlier),
        QuietAfterRule quiet => TooSoon(quiet, contact, at, TimeSpan.FromDays(quiet.Days), earlier),
        RestRule rest => Unrested(rest, zone, day, earlier),
        SuspendedRule suspended => Suspended(suspended, contact, at),
        ThirdPartyRule thirdParty => Asked(thirdParty, contact, at, zone, earlier),
        VisitRule visit => contact.Visitors is { } visitors && (visitors < visit.Minimum || visitors > visit.Maximum) ? $"{visitors} people made a visit." : null,
        _ => throw new InvalidOperationException($"The auditor cannot judge rules such as {rule.Id}."),
    };

    private string? Outside(WindowRule window, MadeContact contact, DateTimeOffset at, TimeZoneInfo zone, DateOnly day)
    {
        var time = TimeZoneInfo.ConvertTime(at, zone).TimeOfDay;
        var kind = calendar.ClassOf(day);
        var times = window.Days is null || window.Days.Contains(kind) ? window.Times : window.Also?.Where(also => also.Days.Contains(kind)).SelectMany(also => also.Times) ?? [];
        var early = contact.IsMessage ? pack.MessageMargin : TimeSpan.Zero;
        if (window.UnlessAgreed) times = times.Concat(contact.Agreed.Where(agreed => at < agreed.Until).Select(agreed => agreed.Times));
        return times.Any(span => time >= span.Start && time < (span.End < TimeSpan.FromDays(1) ? span.End - early : span.End))
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{contact.Channel} at {time:hh\\:mm} on {day:yyyy-MM-dd} ({calendar.ClassOf(day)}).");
    }

    private static string? Over(CounterRule rule, MadeContact contact, DateTimeOffset at, TimeZoneInfo zone, DateOnly day, IReadOnlyList<MadeContact> earlier)
    {
        var count = 0;
        for (var i = earlier.Count - 1; i >= 0; i--)
        {
            var other = earlier[i];
            var then = DayOf(other.At, zone);
            var isWithin = rule.RollingDays is { } rolling ? at - other.At < TimeSpan.FromDays(rolling)
                : rule.CalendarDays is { } days ? day.DayNumber - then.DayNumber < days
                : ((day.Year - then.Year) * 12) + day.Month - then.Month < rule.CalendarMonths;
            if (!isWithin) break;
            if (IsCounted(rule, other) && IsSame(rule, other, contact)) count++;
        }

        return count < rule.Maximum ? null : string.Create(CultureInfo.InvariantCulture, $"{contact.Channel} after {count} that count; {rule.Maximum} are allowed.");
    }

    private static string? TooSoon(CountingRule rule, MadeContact contact, DateTimeOffset at, TimeSpan pause, IReadOnlyList<MadeContact> earlier)
    {
        for (var i = earlier.Count - 1; i >= 0 && at - earlier[i].At < pause; i--)
        {
            if (IsCounted(rule, earlier[i]) && IsSame(rule, earlier[i], contact))
                return string.Create(CultureInfo.InvariantCulture, $"{contact.Channel} {(at - earlier[i].At).TotalMinutes:0} minutes after another.");
        }

        return null;
    }

    /// <summary>By the words that the cases have for it; one that may be a kind which the rule does not bind breaks nothing for certain.</summary>
    private static string? Suspended(SuspendedRule rule, MadeContact contact, DateTimeOffset at)
    {
        foreach (var (ground, from, until) in contact.Suspended)
        {
            if (ground == nameof(SuspensionKind.Conduct) && contact.Channel is not (Channel.Call or Channel.Visit or Channel.Video)) continue;
            if (ground == nameof(SuspensionKind.Representation) && contact.Party is (Party.Agent or Party.Guardian)) continue;
            if (from < at && !(until <= at) && Enum.GetValues<SuspensionKind>().Where(kind => SuspensionRule.GroundOf(kind) == ground).All(rule.Kinds.Contains))
                return $"{contact.Channel} while contact was suspended ({ground}).";
        }

        return null;
    }

    /// <summary>A third party, asked too often or without need.</summary>
    private string? Asked(ThirdPartyRule rule, MadeContact contact, DateTimeOffset at, TimeZoneInfo zone, IReadOnlyList<MadeContact> earlier)
    {
        if (contact.Party != Party.ThirdParty) return null;
        if (contact.Purpose != Purpose.Service) return "A third party was contacted about the debt.";
        if (earlier.Any(other => other.Party == Party.ThirdParty && other.Person == contact.Person && at - other.At < TimeSpan.FromDays(rule.EveryDays))) return "A third party was asked again too soon.";
        var since = earlier.LastOrDefault(other => other is { Party: Party.Debtor, IsConversation: true })?.At ?? DateTimeOffset.MinValue;
        var tried = earlier.Where(other => other is { Party: Party.Debtor, Channel: Channel.Call, IsAnswered: false } && other.At > since).Select(other => DayOf(other.At, zone)).Where(calendar.IsWorkingDay).Distinct().Count();
        return tried >= rule.FailedDays || earlier.Any(other => other is { Party: Party.Debtor, IsWrongNumber: true }) ? null : $"A third party was asked after {tried} days of tries.";
    }

    /// <summary>Working days are numbered, so that a run is a row of numbers.</summary>
    private string? Unrested(RestRule rule, TimeZoneInfo zone, DateOnly day, IReadOnlyList<MadeContact> earlier)
    {
        var days = new HashSet<DateOnly>();
        for (var i = earlier.Count - 1; i >= 0 && day.DayNumber - DayOf(earlier[i].At, zone).DayNumber <= ((rule.After + rule.Without) * 2) + 20; i--)
        {
            if (Covers(rule, earlier[i])) days.Add(DayOf(earlier[i].At, zone));
        }

        if (days.Count < rule.After) return null;
        var back = new List<DateOnly>(rule.After + rule.Without);
        for (var before = day.AddDays(-1); back.Count < rule.After + rule.Without - 1; before = before.AddDays(-1))
        {
            if (calendar.IsWorkingDay(before)) back.Add(before);
        }

        for (var end = 0; end < rule.Without; end++)
        {
            if (back.Skip(end).Take(rule.After).All(days.Contains))
                return FormattableString.Invariant($"After contacts on {rule.After} working days in a row until {back[end]:yyyy-MM-dd}, {rule.Without} go without.");
        }

        return null;
    }

    /// <summary>In hindsight: what a contact became counts, not what it might have become.</summary>
    private static bool IsCounted(CountingRule rule, MadeContact other) => Covers(rule, other) && rule.Counting switch
    {
        Counted.Attempts => true,
        Counted.Sent => !other.IsFailed,
        Counted.Delivered => other.IsDelivered,
        Counted.Answered => other.IsAnswered,
        Counted.Unanswered => other.Channel is Channel.Call && !other.IsAnswered,
        Counted.Conversations => other.IsConversation,
        _ => throw new InvalidOperationException($"The auditor cannot count what {rule.Id} counts."),
    };

    private static bool IsSame(CountingRule rule, MadeContact other, MadeContact contact) => rule.Per switch
    {
        CountedPer.Debtor => true,
        CountedPer.Account => other.Account == contact.Account || other.Covers.Contains(contact.Account),
        CountedPer.Person => (other.Party, other.Person) == (contact.Party, contact.Person),
        CountedPer.Phone => other.Phone is not null && other.Phone == contact.Phone,
        _ => throw new InvalidOperationException($"The auditor cannot count per what {rule.Id} counts."),
    };

    /// <summary>Where it is not certain in which stage a contact was made, only what holds in both can be broken.</summary>
    private static bool Binds(PackRule rule, MadeContact contact) =>
        Covers(rule, contact) && (rule.Stages is null || contact.Stages.All(rule.Stages.Contains));

    private static bool Covers(PackRule rule, MadeContact contact) => (rule.Channels?.Contains(contact.Channel) ?? true) && (rule.Purposes?.Contains(contact.Purpose) ?? true) && (rule.Parties?.Contains(contact.Party) ?? true);

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
