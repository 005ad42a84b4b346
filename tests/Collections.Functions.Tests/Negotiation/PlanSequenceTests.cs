using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Negotiation;

/// <summary>Thousands of plans with any payments, in time, late, too much or taken back: what is judged is what was paid, to the cent. (R4.3, R9.2, R9.7)</summary>
public class PlanSequenceTests
{
    private static readonly DateOnly Start = new(2026, 3, 2);

    private static readonly PlanTerms Terms = StrategyCatalog.Shipped.Get("cn-default/1").Plans;

    [Fact]
    public void A_plan_is_kept_by_its_sum_and_broken_by_what_is_missing_alone() => Prop.ForAll(
        Sequences().ToArbitrary(), sequence => Assert.Null(Live(sequence))).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private sealed record Paying(int Day, int Cents, int? TakenBackAfter);

    private sealed record Sequence(int TotalCents, int Count, Paying[] Payments)
    {
        public override string ToString() => $"{TotalCents} in {Count}: {string.Join(", ", Payments.OrderBy(payment => payment.Day))}";
    }

    private static Gen<Sequence> Sequences() =>
        from total in Gen.Choose(10_000, 400_000)
        from count in Gen.Choose(2, 4)
        from payments in Gen.ArrayOf(
            from day in Gen.Choose(0, 140)
            from cents in Gen.Frequency((3, Gen.Constant(total / count)), (1, Gen.Constant((total / count) + count)), (2, Gen.Choose(1, total)))
            from taken in Gen.Frequency((6, Gen.Constant((int?)null)), (1, from after in Gen.Choose(1, 20) select (int?)after))
            select new Paying(day, cents, taken))
        select new Sequence(total, count, payments);

    /// <summary>What is wrong, in words; null while all is well.</summary>
    private static string? Live(Sequence sequence)
    {
        var total = new Money(sequence.TotalCents / 100m, "CNY");
        var instalments = Schedule.Monthly(total, sequence.Count, Start.AddDays(10));
        var state = Given.Case(Given.Opening(40, 1_000_000))
            .After(new StageEntered(Stage.Negotiation, "test"), At(Start))
            .After(new PlanOffered("plan-1", PlanKind.Instalments, instalments, total, Given.Cny(0), Given.Cny(0), Given.Cny(0), Start, Start.AddDays(7), [], "ana"), At(Start))
            .After(new PlanConfirmed("plan-1", ConfirmationMeans.Written, "e"), At(Start));
        for (var day = 0; day <= 150; day++)
        {
            var (today, now) = (Start.AddDays(day), At(Start.AddDays(day)));
            foreach (var (payment, index) in sequence.Payments.Select((payment, index) => (payment, index)))
            {
                if (payment.Day == day) state = state.After(new PaymentReceived($"p{index}", Given.Cny(payment.Cents / 100m), today, "transfer", "bus"), now);
                if (payment.TakenBackAfter is { } after && payment.Day + after == day) state = state.After(new PaymentReversed($"p{index}", "bus"), now);
            }

            var before = state.Plans;
            var paid = state.Balance.PaidBetween(Start, today).Amount;
            (state, var step, var facts) = Settle(state, now, today.AddDays(-1));
            foreach (var judged in facts.OfType<PlanJudged>())
            {
                if (judged.Paid.Amount != paid) return $"{day}: {judged} of {paid}";
                if (judged.Verdict == PlanVerdict.Kept ? paid < total.Amount : paid >= instalments.Where(i => i.Due.AddDays(Terms.GraceDays) < today).Sum(i => i.Amount.Amount)) return $"{day}: {judged}";
                var caughtUp = facts.OfType<InstalmentCaughtUp>().Any();
                if (judged.Verdict == PlanVerdict.Broken && before.Open?.Missed is { } missed && !caughtUp ? today <= missed.CatchUpBy : judged.Verdict == PlanVerdict.Broken && before.Open?.Misses < Terms.MostMisses) return $"{day}: broken too soon";
            }

            if (state.Plans.Open is { } open)
            {
                if (paid >= total.Amount || step is not (Wait or SendContact)) return $"{day}: {step} with {paid}";
                if (state.Contacts.Open is { Purpose: Purpose.Collection } || state.Task(TaskKind.Call) is not null) return $"{day}: collects";
                var due = instalments.Where(i => i.Due.AddDays(Terms.GraceDays) < today).Sum(i => i.Amount.Amount);
                if ((open.Missed is null) != (paid >= due)) return $"{day}: missed {open.Missed} with {paid} of {due}";
            }
            else if (state.Plans is { Broken: 0, Kept: 0 })
            {
                return $"{day}: no plan";
            }

            if (state.Plans is { Kept: > 0, Open: null, Broken: 0 } && paid < total.Amount) return $"{day}: kept with {paid}";
        }

        return null;
    }

    /// <summary>As the case would: messages go out as they are planned.</summary>
    private static (CaseState State, CaseStep Step, List<Fact> Facts) Settle(CaseState state, DateTimeOffset now, DateOnly through)
    {
        List<Fact> facts = [];
        for (var i = 0; i < 30; i++)
        {
            (state, var step, var recorded) = state.Settle(now, through);
            facts.AddRange(recorded);
            if (step is not SendContact send) return (state, step, facts);
            state = state.After(new SendStarted(send.Contact), now).After(new ContactCompleted(send.Contact, SendOutcome.Sent, "m"), now);
        }

        throw new InvalidOperationException("The case answers itself.");
    }

    private static DateTimeOffset At(DateOnly day) => BusinessTime.At(day, new TimeOnly(12, 30));
}
