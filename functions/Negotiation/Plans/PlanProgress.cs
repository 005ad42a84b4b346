using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

public sealed record PlanProgress
{
    /// <summary>The plan in force; collection is suspended while it is kept.</summary>
    public AgreedPlan? Open { get; init; }

    /// <summary>The plan that is put to the debtor.</summary>
    public PlanOffer? Offer { get; init; }

    /// <summary>Since when and through which day an offer holds collection that the debtor has not answered; null: none, or he has been heard since.</summary>
    public OfferHold? Hold { get; init; }

    /// <summary>The last that was kept: a payment that is taken back puts it in force again.</summary>
    public AgreedPlan? LastKept { get; init; }

    /// <summary>The same, to thank for.</summary>
    public KeptWord? LastKeptWord { get; init; }

    public int Kept { get; init; }

    public int Broken { get; init; }

    /// <summary>The last that was broken, since the last that was kept.</summary>
    public string? LastBroken { get; init; }

    /// <summary>Day on which it was found broken.</summary>
    public DateOnly? BrokenOn { get; init; }

    /// <summary>Days past due that went by under plans: the case goes on where it stood. (R3.5)</summary>
    public int DaysHeld { get; init; }

    /// <summary>What the debtor can pay a month, by his own figures; the latest.</summary>
    public Money? Affordable { get; init; }

    public PlanProgress With(PlanOffered offered, DateTimeOffset at)
    {
        var offer = new PlanOffer(offered, at, null, []);
        return this with { Offer = offer, Hold = offer.HoldsThrough == offered.ConfirmBy ? new OfferHold(offered.OfferedOn, offer.HoldsThrough) : Hold };
    }

    /// <summary>The debtor has paid, answered or talked: what is offered next is his doing too.</summary>
    public PlanProgress Heard() => Hold is null ? this : this with { Hold = null };

    public PlanProgress With(PlanConfirmed confirmed) => Offer?.Plan == confirmed.Plan ? this with { Offer = Offer.With(confirmed) } : this;

    public PlanProgress With(PlanLapsed lapsed) => Offer?.Plan == lapsed.Plan ? this with { Offer = null } : this;

    public PlanProgress With(PlanStarted started, int daysPastDue) => this with
    {
        Offer = null,
        Hold = null,
        Open = new AgreedPlan
        {
            Plan = started.Plan,
            Kind = started.Arrangement,
            AgreedOn = started.AgreedOn,
            AsOf = (Offer?.Terms.OfferedOn ?? started.AgreedOn).AddDays(-1),
            Instalments = started.Instalments,
            PaidBefore = Offer?.Terms.PaidBefore,
            Waived = started.Waived,
            DaysPastDue = daysPastDue,
        },
    };

    public PlanProgress With(PlanTakenOver taken, int daysPastDue) => this with
    {
        Open = new AgreedPlan { Plan = taken.Plan, AgreedOn = taken.AgreedOn, AsOf = taken.AsOf, Instalments = taken.Instalments, DaysPastDue = daysPastDue },
    };

    /// <summary>What a person was asked to see to.</summary>
    public PlanProgress With(TaskOpened task, DateOnly today) => Open is not { } open ? this
        : task.Task == TaskKind.PlanCheck ? this with { Open = open with { LookedAtOn = today } }
        : task.Because == PlanRules.OrderOpen ? this with { Open = open with { OrderChased = true } }
        : this;

    public PlanProgress With(PlanAcknowledged answer) => Open?.Plan == answer.Plan ? this with { Open = Open with { Acknowledged = answer.Accepted } } : this;

    public PlanProgress With(InstalmentMissed missed) => Open?.Plan == missed.Plan ? this with { Open = Open with { Missed = missed, Misses = Open.Misses + 1 } } : this;

    public PlanProgress With(InstalmentCaughtUp caughtUp) => Open?.Plan == caughtUp.Plan ? this with { Open = Open with { Missed = null } } : this;

    public PlanProgress With(PlanJudged judged, DateOnly today, int daysPastDue)
    {
        if (Open is not { } open || open.Plan != judged.Plan) return this;
        var ended = this with { Open = null, DaysHeld = DaysHeld + Math.Max(0, daysPastDue - (open.DaysPastDue ?? daysPastDue)) };
        return judged.Verdict == PlanVerdict.Kept
            ? ended with { Kept = Kept + 1, LastKept = open with { Missed = null }, LastKeptWord = new KeptWord(open.Plan, today), LastBroken = null }
            : ended with { Broken = Broken + 1, LastBroken = open.Plan, BrokenOn = today };
    }

    /// <summary>The bank counts fewer days past due than it did: it has taken account of a plan itself.</summary>
    /// <param name="fewer">Days; none below one.</param>
    public PlanProgress After(int fewer) => fewer > 0 && DaysHeld > 0 ? this with { DaysHeld = Math.Max(0, DaysHeld - fewer) } : this;

    public PlanProgress With(PlanReinstated reinstated, int daysPastDue) => LastKept?.Plan == reinstated.Plan
        ? this with { Open = LastKept with { DaysPastDue = daysPastDue }, LastKept = null, LastKeptWord = null, Kept = Kept - 1 }
        : this;
}

/// <param name="Since">Day of the offer.</param>
/// <param name="Through">Last day on which nobody is dunned because of it.</param>
public sealed record OfferHold(DateOnly Since, DateOnly Through);
