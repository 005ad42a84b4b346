namespace Collections.Functions.FieldVisits;

public sealed record VisitProgress
{
    /// <summary>Visits made, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Made { get; init; } = [];

    public VisitOutcome? LastOutcome { get; init; }

    /// <summary>A visit is approved and not made yet.</summary>
    public bool Approved { get; init; }

    /// <summary>The visit that is planned.</summary>
    public VisitPlanned? Plan { get; init; }

    /// <summary>The visit that is on its way, until all who arrived have left.</summary>
    public RunningVisit? Running { get; init; }

    /// <summary>Contact of a visit that was let go and then not made: the ledger does not count it.</summary>
    public string? Abandoned { get; init; }

    /// <summary>Since then the address on file is known not to be the debtor's; null once the bank has told of other contact points.</summary>
    public DateTimeOffset? AddressFailedAt { get; init; }

    /// <summary>Contact of the visit that was broken off for safety; until a supervisor clears it nobody visits.</summary>
    public string? Stop { get; init; }

    /// <summary>Contacts of the visits made.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    public IReadOnlyList<KnownConsent> Consents { get; init; } = [];

    public IReadOnlyList<PhotoTaken> Photos { get; init; } = [];

    public VisitProgress With(VisitConsentGiven given) => this with { Consents = [.. Consents, new KnownConsent(given.Evidence, given.Consent)] };

    public VisitProgress With(VisitConsentWithdrawn withdrawn) =>
        this with { Consents = [.. Consents.Select(known => known.Evidence == withdrawn.Evidence ? known with { Withdrawn = true } : known)] };

    public VisitProgress With(VisitPlanned planned) => GivenUp() with { Plan = planned };

    /// <summary>A task is gone. The approved visit's: the approval is spent, and the plan falls; who is there already is still looked after. The alarm's: all are accounted for.</summary>
    /// <param name="isVisit">Whether it was the visit's.</param>
    public VisitProgress Without(string task, bool isVisit) =>
        isVisit ? Closed() with { Approved = false }
        : Running is { } running && running.Alarm == task ? Settle(running with { Out = [.. running.In.Select(arrival => arrival.Visitor)] })
        : this;

    /// <summary>The case is closed: nobody goes any more.</summary>
    public VisitProgress Closed() => Plan is null ? this : GivenUp() with { Plan = null };

    public VisitProgress With(VisitCalledOff off) => Plan?.Visit == off.Visit ? GivenUp() with { Plan = null } : this;

    public VisitProgress With(VisitStarted started) => Plan is { } plan && plan.Visit == started.Visit
        ? this with { Running = new RunningVisit(started.Contact, plan.Visit, plan.Task, plan.Visitors), Abandoned = null }
        : this;

    public VisitProgress With(VisitorCheckedIn arrived, DateTimeOffset at) => Of(arrived.Contact) is { } running
        ? this with { Running = running with { In = [.. running.In, new Arrival(arrived.Visitor, at)] } }
        : this;

    public VisitProgress With(VisitorCheckedOut left) => Of(left.Contact) is { } running ? Settle(running with { Out = [.. running.Out, left.Visitor] }) : this;

    public VisitProgress With(VisitorsMissing missing) => Of(missing.Contact) is { } running ? this with { Running = running with { Alarm = missing.Task } } : this;

    public VisitProgress With(VisitReported visit)
    {
        var made = this with
        {
            Made = [.. Made, visit.At],
            Contacts = [.. Contacts, visit.Contact],
            LastOutcome = visit.Outcome,
            Approved = false,
            Plan = null,
            AddressFailedAt = visit.Outcome is VisitOutcome.Moved or VisitOutcome.AddressInvalid ? visit.At : AddressFailedAt,
            Stop = visit.Outcome == VisitOutcome.SafetyStop ? visit.Contact : Stop,
        };
        return Of(visit.Contact) is { } running ? made.Settle(running with { Reported = true }) : made;
    }

    /// <summary>The bank tells of other contact points: perhaps of another address.</summary>
    public VisitProgress With(IReadOnlyList<string> changes) => AddressFailedAt is not null && changes.Contains("contactPoints") ? this with { AddressFailedAt = null } : this;

    private RunningVisit? Of(string contact) => Running?.Contact == contact ? Running : null;

    /// <summary>A visit that was let go, and to which nobody came, is given up.</summary>
    private VisitProgress GivenUp() => Running is { In: [] } idle ? this with { Running = null, Abandoned = idle.Contact } : this;

    private VisitProgress Settle(RunningVisit running) => this with { Running = running.Reported && running.Missing.Count == 0 ? null : running };
}

/// <param name="Visitors">Those whom the plan names.</param>
public sealed record RunningVisit(string Contact, string Visit, string Task, IReadOnlyList<string> Visitors)
{
    public IReadOnlyList<Arrival> In { get; init; } = [];

    public IReadOnlyList<string> Out { get; init; } = [];

    public bool Reported { get; init; }

    /// <summary>Task of the alarm, once it was raised.</summary>
    public string? Alarm { get; init; }

    /// <summary>Who has arrived and not left.</summary>
    public IReadOnlyList<Arrival> Missing => [.. In.Where(arrival => !Out.Contains(arrival.Visitor))];
}

public sealed record Arrival(string Visitor, DateTimeOffset At);
