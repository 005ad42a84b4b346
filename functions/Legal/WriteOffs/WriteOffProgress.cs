using Collections.Functions.Platform;

namespace Collections.Functions.Legal.WriteOffs;

/// <summary>What a write-off rests on, that it was booked, and what came in since.</summary>
public sealed record WriteOffProgress
{
    /// <summary>Papers in the archive, the latest of each kind.</summary>
    public IReadOnlyList<EvidenceFiled> Evidence { get; init; } = [];

    /// <summary>Null: not written off here.</summary>
    public WriteOffBooked? Booked { get; init; }

    /// <summary>Payments on the claim since it was written off, here or by the bank.</summary>
    public IReadOnlyList<RecoveryRecorded> Recoveries { get; init; } = [];

    /// <summary>Their sum; null: none.</summary>
    public Money? Recovered => Recoveries.Count == 0 ? null : Recoveries.Skip(1).Aggregate(Recoveries[0].Amount, (sum, one) => sum + one.Amount);

    public WriteOffProgress With(EvidenceFiled filed) => this with { Evidence = [.. Evidence.Where(known => known.Evidence != filed.Evidence), filed] };

    public WriteOffProgress With(WriteOffBooked booked) => this with { Booked = booked };

    public WriteOffProgress With(RecoveryRecorded recorded) => this with { Recoveries = [.. Recoveries, recorded] };

    public WriteOffProgress Without(string payment) => this with { Recoveries = [.. Recoveries.Where(known => known.Payment != payment)] };
}
