using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Contact.Stops;

/// <summary>
/// The switches in force, asked before every contact. Each process looks at the table anew after half a minute of technical time at the latest, and at once
/// where a switch was thrown: within a minute nothing leaves any more. Who cannot look contacts nobody. (R5.9)
/// </summary>
public sealed class EmergencyStops(StopStore store, StopEvents events, TimeProvider clock, [FromKeyedServices("technical")] TimeProvider technical)
{
    /// <summary>Why a contact is stopped.</summary>
    public const string Because = "emergency-stop";

    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private volatile Look? last;

    /// <summary>Whether a switch stops a contact on a case at present. Throws when the switches cannot be read.</summary>
    /// <param name="agency">Code of the agency that would make it; null: the bank.</param>
    public async ValueTask<bool> StopsAsync(CaseState state, Purpose purpose, string? agency, CancellationToken cancellation)
    {
        var now = technical.GetUtcNow();
        if (last is not { } look || now - look.At >= Kept || now < look.At)
        {
            // The time from before the read: what comes during it is seen by the next one.
            look = new Look(now, [.. (await store.AllAsync(cancellation)).Where(stop => stop.IsActive)]);
            last = look;
        }

        return look.Active.Any(stop => stop.Stops(state, purpose, agency));
    }

    /// <summary>In force and past, the latest first.</summary>
    public async Task<IReadOnlyList<EmergencyStop>> ListAsync(CancellationToken cancellation) =>
        [.. (await store.AllAsync(cancellation)).OrderByDescending(stop => stop.SetAt).ThenBy(stop => stop.Id, StringComparer.Ordinal)];

    /// <summary>Throws a switch; the same command again has one effect. 409 <c>stop-lifted</c> when the command is one whose switch was lifted since.</summary>
    public async Task<EmergencyStop> SetAsync(StopOrder order, string id, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (string.IsNullOrWhiteSpace(order.Reason)) throw new RefusedException(422, "reason-needed", "Say in 'reason' why contacts are stopped.");
        if (order.Purposes is []) throw new RefusedException(422, "purposes", "Name at least one purpose, or leave 'purposes' out: then it is Collection.");
        var stop = await store.AddAsync(
            new EmergencyStop
            {
                Id = id,
                Institution = order.Institution,
                Region = order.Region,
                Product = order.Product,
                Agency = order.Agency,
                Purposes = order.Purposes ?? [Purpose.Collection],
                Reason = order.Reason,
                SetBy = by,
                SetAt = clock.GetUtcNow(),
            },
            cancellation);
        last = null;
        if (!stop.IsActive) throw new RefusedException(409, "stop-lifted", "This very request set a stop that was lifted since. Send it with a new Idempotency-Key to stop again.");
        await events.PublishAsync(stop, cancellation);
        return stop;
    }

    /// <summary>Contacts may go on. Another person than the one who stopped them says so: 403 <c>lifted-by-setter</c>; 409 <c>stop-lifted</c> when somebody else has.</summary>
    public async Task<EmergencyStop> LiftAsync(string id, string reason, Caller caller, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException(422, "reason-needed", "Say in 'reason' why contacts may go on.");
        while (true)
        {
            var (stop, version) = await store.FindAsync(id, cancellation) ?? throw RefusedException.NotFound("stop");
            if (stop.SetBy.StartsWith($"{caller.Id}/", StringComparison.Ordinal))
                throw new RefusedException(403, "lifted-by-setter", "Another person than the one who set the stop lifts it.");
            if (!stop.IsActive && stop.LiftedBy != caller.By) throw new RefusedException(409, "stop-lifted", "This stop has been lifted already.");
            var lifted = stop.IsActive ? stop with { LiftedBy = caller.By, LiftedAt = clock.GetUtcNow(), LiftReason = reason } : stop;
            if (stop.IsActive && !await store.TryReplaceAsync(lifted, version, cancellation)) continue;
            last = null;
            await events.PublishAsync(lifted, cancellation);
            return lifted;
        }
    }

    private sealed record Look(DateTimeOffset At, IReadOnlyList<EmergencyStop> Active);
}

/// <summary>A switch that somebody wants to throw; what is left out is not looked at.</summary>
/// <param name="Region">Region code, or the beginning of one.</param>
/// <param name="Agency">Code of an agency: the contacts that it makes.</param>
/// <param name="Purposes">Collection, unless said otherwise.</param>
public sealed record StopOrder(
    string Reason, string? Institution = null, string? Region = null, Product? Product = null, string? Agency = null, IReadOnlyList<Purpose>? Purposes = null);
