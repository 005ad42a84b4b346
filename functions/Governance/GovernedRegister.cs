using Collections.Functions.Platform;

namespace Collections.Functions.Governance;

/// <summary>All versions of one governed document. Pure; refusals are <see cref="RefusedException"/>. (R5.10)</summary>
public sealed record GovernedRegister
{
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<GovernedVersion> Versions { get; init; } = [];

    /// <summary>The version that holds at an instant: of those in force the one that came last; null: what ships.</summary>
    public GovernedVersion? InForce(DateTimeOffset at) =>
        Versions.Where(version => version.InForceFrom <= at).OrderBy(version => version.InForceFrom).ThenBy(version => version.Number).LastOrDefault();

    /// <summary>Takes a new version in. The same document again, while it still waits for its decision, is the same proposal.</summary>
    public (GovernedRegister Register, GovernedVersion Version) Propose(string hash, DateTimeOffset? effectiveFrom, string proposer, DateTimeOffset now, string? reason)
    {
        if (Versions.FirstOrDefault(version => version.State == VersionState.Proposed && version.Hash == hash && version.ProposedBy == proposer && version.EffectiveFrom == effectiveFrom) is { } same)
            return (this, same);
        var proposed = new GovernedVersion(Versions.Count + 1, hash, VersionState.Proposed, effectiveFrom, proposer, now, reason);
        return (this with { Versions = [.. Versions, proposed] }, proposed);
    }

    /// <summary>
    /// Lets a version in, or not. Refuses: 404 for one that is not there, 403 when its proposer decides it, 409 when it is decided otherwise already. The same
    /// decision by the same person again changes nothing.
    /// </summary>
    public GovernedRegister Decide(int number, bool approve, string decider, DateTimeOffset now, string? comment)
    {
        var version = Find(number);
        var decided = approve ? VersionState.Approved : VersionState.Rejected;
        if (version.State == decided && version.DecidedBy == decider) return this;
        if (version.State != VersionState.Proposed) throw new RefusedException(409, "already-decided", $"Version {number} is {version.State} already.");
        if (version.ProposedBy == decider) throw new RefusedException(403, "approval-by-proposer", "Who proposed it may not decide it; somebody else has to.");
        return With(version with { State = decided, DecidedBy = decider, DecidedAt = now, Comment = comment });
    }

    /// <summary>Takes a proposal back. Refuses: 403 to anybody but its proposer, 409 once it is decided.</summary>
    public GovernedRegister Withdraw(int number, string caller, DateTimeOffset now)
    {
        var version = Find(number);
        if (version.ProposedBy != caller) throw new RefusedException(403, "not-proposer", "Only who proposed it may take it back; others reject it.");
        if (version.State == VersionState.Withdrawn) return this;
        if (version.State != VersionState.Proposed) throw new RefusedException(409, "already-decided", $"Version {number} is {version.State} already.");
        return With(version with { State = VersionState.Withdrawn, DecidedBy = caller, DecidedAt = now });
    }

    public GovernedVersion Find(int number) => number >= 1 && number <= Versions.Count ? Versions[number - 1] : throw RefusedException.NotFound("version");

    private GovernedRegister With(GovernedVersion changed) =>
        this with { Versions = [.. Versions.Select(version => version.Number == changed.Number ? changed : version)] };
}
