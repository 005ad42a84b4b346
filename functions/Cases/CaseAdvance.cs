using System.Globalization;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>Lets a case decide, again and again, until it wants an effect or has to wait.</summary>
public sealed class CaseAdvance(ICaseStreams streams, CaseRules rules, IPaymentsWatermark payments, ICurrentBalances balances, TimeProvider clock)
{
    /// <summary>More decisions in a row than any case needs: a rule that answers itself for ever stops here instead of filling the stream.</summary>
    private const int Decisions = 50;

    /// <summary>Facts that are appended together at the most, about.</summary>
    private const int MostTogether = 30;

    /// <summary>The next act, wait or end of a case. Throws <see cref="RefusedException"/> (404) for a case that does not exist.</summary>
    public async Task<CaseStep> NextAsync(CaseKey key, CancellationToken cancellation)
    {
        var head = await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");
        return await NextAsync(head, cancellation);
    }

    /// <summary>The same from a head already at hand.</summary>
    public async Task<CaseStep> NextAsync(CaseHead head, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        var fresh = false;
        var (state, facts) = (head.State, new List<Fact>());
        for (var decision = 0; decision < Decisions; decision++)
        {
            var now = clock.GetUtcNow();
            var through = rules.NeedsPaymentsThrough(state, now) ? await payments.ThroughAsync(state.Institution, cancellation) : null;
            var step = rules.Decide(state, now, through);
            if (!fresh && Acts(step))
            {
                // Whatever it is about to do rests on the newest balance there is.
                (fresh, head) = (true, await FreshAsync(head, cancellation));
                state = head.State;
                continue;
            }

            if (step is Record record)
            {
                // Decisions that follow from each other are one append.
                foreach (var fact in record.Facts) state = state.Evolve(new StoredFact(state.Version + 1, now, "system", "", fact));
                facts.AddRange(record.Facts);
                if (facts.Count < MostTogether) continue;
            }

            if (facts.Count > 0)
            {
                head = await AppendAsync(head, facts, cancellation);
                (state, facts) = (head.State, []);
                continue;
            }

            // A case that is done for good is not due any more: the sweeper would help it for ever.
            if (step is Wait or Done) await streams.RearmAsync(head, (step as Wait)?.Until, cancellation);
            return step;
        }

        throw new InvalidOperationException($"Case {head.State.Key} made {Decisions} decisions in a row at version {head.State.Version}: its rules answer themselves.");
    }

    /// <summary>The case with the balance of the newest file, recorded if the case had not seen it. (R5.6)</summary>
    public async Task<CaseHead> FreshAsync(CaseHead head, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        for (var attempt = 1; await balances.NewerAsync(head.State, cancellation) is { } newer; attempt++)
        {
            try
            {
                return await streams.AppendAsync(head.State.Key, head, $"balance-{newer.Import}", "system", [newer], cancellation);
            }
            catch (StreamConflictException) when (attempt < Decisions)
            {
                head = await streams.LoadAsync(head.State.Key, cancellation) ?? throw RefusedException.NotFound("case");
            }
        }

        return head;
    }

    private static bool Acts(CaseStep step) => step is not (Done or Wait { Because: not (CaseDecision.BalanceTooOld or CaseDecision.BelowMinimum) });

    /// <summary>Appends what a step did, then decides on. A conflict reloads: what another writer recorded may have changed the answer.</summary>
    public async Task<CaseStep> FailAsync(StepFailure failure, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var head = await streams.LoadAsync(failure.Case, cancellation) ?? throw RefusedException.NotFound("case");
        if (head.State.FailedStep is null) head = await AppendAsync(head, [new StepFailed(failure.Step, failure.Error)], cancellation);
        return await NextAsync(head, cancellation);
    }

    private async Task<CaseHead> AppendAsync(CaseHead head, IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"decide-{head.State.Version}");
        try
        {
            return await streams.AppendAsync(head.State.Key, head, command, "system", facts, cancellation);
        }
        catch (StreamConflictException)
        {
            return await streams.LoadAsync(head.State.Key, cancellation) ?? throw RefusedException.NotFound("case");
        }
    }
}
