using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>The gate that every contact passes: a pure function of the law, the calendar, what happened before, and the moment. (R5.1)</summary>
public static class ContactGate
{
    public const string CalendarMissing = "calendar-missing";

    public const string OptOut = "opt-out";

    public const string NoPhone = "no-phone";

    public const string InvalidPhone = "invalid-phone";

    public const string NoAddress = "no-address";

    public const string InvalidAddress = "invalid-address";

    public const string ThirdParty = "third-party";

    /// <summary>Whatever the pack binds: nobody collects from a debtor in person while contact is suspended for a lawful reason.</summary>
    public const string Suspended = "suspended";

    /// <summary>The same while somebody stands in for him; and nothing at all goes to a debtor who has heirs.</summary>
    public const string Represented = "represented";

    /// <summary>The debtor has been visited as often as the case's strategy lets him be.</summary>
    public const string VisitLimits = "visit-limits";

    /// <summary>A visit to the debtor was broken off for safety, and no supervisor has cleared visits since.</summary>
    public const string VisitsStopped = "visits-stopped";

    /// <summary>Nothing at all goes to a debtor who has died.</summary>
    public const string Deceased = "deceased";

    /// <summary>Nothing at all goes to the debtor until a trained person has looked.</summary>
    public const string Care = "care";

    /// <summary>When it is judged again whether somebody still stands in for the debtor.</summary>
    private static readonly TimeSpan RepresentedAgain = TimeSpan.FromDays(7);

    /// <summary>How far ahead an instant is looked for; a contact closed for longer is judged again then.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(366);

    /// <summary>
    /// The verdict. Deferred: until the first instant at which no rule closes it; or, where the calendar ends or nobody knows when a suspension does, until a time
    /// at which it is judged again.
    /// </summary>
    public static ContactVerdict Judge(PolicyPack pack, WorkingCalendar calendar, DebtorLedger ledger, IntendedContact intended, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(intended);
        var question = new GateQuestion(pack, calendar, ledger, intended);
        var reasons = new List<RuleReason>(pack.ContactRules.Count + 1);
        var forbids = Forbids(question);
        if (forbids is not null) reasons.Add(new RuleReason(forbids, RuleOutcome.Forbids));

        var moments = MomentsOf(question, now);
        var until = now;
        string? longest = null;
        if (IsCalendarMissing(question, moments)) Closed(CalendarMissing, now.AddDays(1));
        if (IsRepresented(question)) Closed(Represented, now + RepresentedAgain);
        if (Silenced(question, now) is { } silenced) Closed(silenced, now + RepresentedAgain);
        if (SuspendedUntil(question, now, out _) is { } free) Closed(Suspended, free);
        if (intended.VisitLimit?.ClosedUntil(ledger, now) is { } visitable) Closed(VisitLimits, visitable);
        foreach (var rule in pack.ContactRules)
        {
            if (!rule.Binds(intended)) continue;
            if (Forbids(rule, question, moments))
            {
                reasons.Add(new RuleReason(rule.Id, RuleOutcome.Forbids));
                forbids ??= rule.Id;
            }
            else if (ClosedUntil(rule, question, moments) is not { } opens)
            {
                reasons.Add(rule.Passed);
            }
            else if (IsOverridden(rule, intended))
            {
                reasons.Add(new RuleReason(rule.Id, RuleOutcome.Overridden, opens));
            }
            else
            {
                Closed(rule.Id, opens);
            }
        }

        var outcome = forbids is not null ? VerdictOutcome.Forbidden : longest is not null ? VerdictOutcome.Deferred : VerdictOutcome.Allowed;
        return new ContactVerdict
        {
            Outcome = outcome,
            Until = outcome == VerdictOutcome.Deferred ? FirstOpen(question, until, now + Horizon) : null,
            Rule = forbids ?? longest,
            Pack = pack.Name,
            PackVersion = pack.Version,
            PackHash = pack.Hash,
            Calendar = calendar.Reference,
            Reasons = reasons,
        };

        void Closed(string rule, DateTimeOffset opens)
        {
            reasons.Add(new RuleReason(rule, RuleOutcome.Closed, opens));
            if (longest is not null && opens <= until) return;
            (until, longest) = (opens, rule);
        }
    }

    /// <summary>What no waiting mends.</summary>
    private static string? Forbids(GateQuestion question)
    {
        var (intended, ledger) = (question.Intended, question.Ledger);
        if (intended is { Party: Party.ThirdParty, Purpose: not Purpose.Service }) return ThirdParty;
        if (ledger.OptOuts.Contains(intended.Channel) && question.Pack.OptOutBinds.Contains(intended.Purpose)) return OptOut;
        if (intended.Channel == Channel.Visit)
            return ledger.IsVisitStopped ? VisitsStopped : intended.Phone is { } place && ledger.InvalidPhones.Contains(place) ? InvalidAddress : null;
        if (!intended.NeedsPhone) return null;
        var isMail = intended.Channel == Channel.Email;
        if (intended.Phone is null) return isMail ? NoAddress : NoPhone;
        return !ledger.InvalidPhones.Contains(intended.Phone) ? null : isMail ? InvalidAddress : InvalidPhone;
    }

    /// <summary>
    /// The first instant from <paramref name="at"/> on at which every rule lets it pass. No rule opens before the instant that it names, so going on
    /// to the latest of them again and again skips nothing.
    /// </summary>
    private static DateTimeOffset FirstOpen(GateQuestion question, DateTimeOffset at, DateTimeOffset horizon)
    {
        while (at < horizon)
        {
            var moments = MomentsOf(question, at);
            if (IsCalendarMissing(question, moments) || IsRepresented(question) || Silenced(question, at) is not null) return at;
            var next = at;
            if (SuspendedUntil(question, at, out var isOpenEnded) is { } free)
            {
                if (isOpenEnded) return at;
                next = free;
            }

            if (question.Intended.VisitLimit?.ClosedUntil(question.Ledger, at) is { } visitable && visitable > next) next = visitable;
            foreach (var rule in question.Pack.ContactRules)
            {
                if (!rule.Binds(question.Intended) || IsOverridden(rule, question.Intended)) continue;
                if (rule.IsOpenEnded(question, at)) return at;
                if (ClosedUntil(rule, question, moments) is { } opens && opens > next) next = opens;
            }

            if (next == at) return at;
            at = next;
        }

        return at;
    }

    private static bool IsFromDebtor(IntendedContact intended) => intended is { Party: Party.Debtor, Purpose: Purpose.Collection };

    private static bool IsRepresented(GateQuestion question) => question.Intended.Party == Party.Debtor && StandIn.Bar(question.Ledger.StandIns, question.Intended.Purpose);

    /// <summary>What stops every purpose.</summary>
    private static string? Silenced(GateQuestion question, DateTimeOffset at)
    {
        if (question.Intended.Party != Party.Debtor) return null;
        foreach (var suspension in question.Ledger.Suspensions)
        {
            if (suspension.IsSilent && suspension.Holds(question.Intended.Account, at)) return suspension.Kind == SuspensionKind.Death ? Deceased : Care;
        }

        return null;
    }

    /// <summary>Until when a suspension holds that no rule of the pack speaks of.</summary>
    private static DateTimeOffset? SuspendedUntil(GateQuestion question, DateTimeOffset at, out bool isOpenEnded)
    {
        (DateTimeOffset? latest, isOpenEnded) = (null, false);
        if (question.Ledger.Suspensions.Count == 0 || !IsFromDebtor(question.Intended)) return null;
        foreach (var suspension in question.Ledger.Suspensions)
        {
            if (!suspension.Holds(question.Intended.Account, at) || !suspension.IsFor(question.Intended.Channel) || question.Pack.Suspends(suspension.Kind, question.Intended)) continue;
            isOpenEnded |= suspension.Until is null;
            var until = suspension.Until ?? at.AddDays(1);
            if (!(latest >= until)) latest = until;
        }

        return latest;
    }

    private static Moment[] MomentsOf(GateQuestion question, DateTimeOffset at)
    {
        var clocks = (question.Intended.Zones ?? question.Pack.Zones).Clocks;
        var moments = new Moment[clocks.Count];
        for (var i = 0; i < moments.Length; i++) moments[i] = new Moment(at, clocks[i]);
        return moments;
    }

    /// <summary>A rule that only presumes, set aside by somebody who may and who said why.</summary>
    private static bool IsOverridden(ContactRule rule, IntendedContact intended) => intended.Overrides && rule.Strength == RuleStrength.Presumptive;

    private static bool Forbids(ContactRule rule, GateQuestion question, Moment[] moments)
    {
        foreach (var moment in moments)
        {
            if (rule.Forbids(question, moment)) return true;
        }

        return false;
    }

    private static DateTimeOffset? ClosedUntil(ContactRule rule, GateQuestion question, Moment[] moments)
    {
        DateTimeOffset? latest = null;
        foreach (var moment in moments)
        {
            if (rule.ClosedUntil(question, moment) is { } opens && (latest is null || opens > latest)) latest = opens;
        }

        return latest;
    }

    /// <summary>Without the year's holidays nobody knows whether collection is lawful that day. (R5.3)</summary>
    private static bool IsCalendarMissing(GateQuestion question, Moment[] moments)
    {
        foreach (var moment in moments)
        {
            if (!question.Calendar.Covers(moment.Day.Year)) return question.Pack.AsksCalendar(question.Intended);
        }

        return false;
    }
}
