using Collections.Functions.Governance;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Cases.Strategies;

/// <summary>All strategies that were ever let in, and by which of them each institution's cases go now. (R5.10)</summary>
public sealed class StrategyOverview(GovernedDocuments documents, GovernedStrategyBook book, TimeProvider clock)
{
    public async Task<StrategyList> ListAsync(CancellationToken cancellation)
    {
        var strategies = new List<StrategyEntry>();
        foreach (var name in await documents.NamesAsync(StrategyKind.Strategies, cancellation)) strategies.Add(await EntryAsync(name, cancellation));
        var institutions = new List<InstitutionStrategies>();
        foreach (var code in await documents.NamesAsync(ProfileKind.Profiles, cancellation))
        {
            if (await book.InForceAtAsync(code, cancellation) is { } inForce) institutions.Add(inForce);
        }

        return new StrategyList(strategies, institutions);
    }

    /// <summary>A strategy by its name, in the version in force or any that was let in; null: there is none.</summary>
    public async Task<Strategy?> FindAsync(string name, int? version, CancellationToken cancellation) => version is not { } wanted
        ? await documents.FindAsync(StrategyKind.Strategies, name, cancellation) is { } document ? StrategyKind.Read(document.Json) : null
        : (await documents.ApprovedAsync(StrategyKind.Strategies, name, cancellation)).Select(document => StrategyKind.Read(document.Json)).FirstOrDefault(strategy => strategy?.Version == wanted);

    private async Task<StrategyEntry> EntryAsync(string name, CancellationToken cancellation)
    {
        var register = await documents.VersionsAsync(StrategyKind.Strategies, name, cancellation);
        var inForce = register.InForce(clock.GetUtcNow())?.Number ?? 0;
        var versions = new List<StrategyVersion>();
        foreach (var document in await documents.ApprovedAsync(StrategyKind.Strategies, name, cancellation))
        {
            if (StrategyKind.Read(document.Json) is not { } strategy) continue;
            var from = document.Number == 0 ? null : register.Find(document.Number).InForceFrom;
            versions.Add(new StrategyVersion(strategy.Reference, document.Number, from, document.Number == inForce, strategy.Scorecard, [.. Enum.GetValues<Stage>().Where(strategy.Uses)]));
        }

        return new StrategyEntry(name, versions, register.Versions.Count(version => version.State == VersionState.Proposed));
    }
}

public sealed record StrategyList(IReadOnlyList<StrategyEntry> Strategies, IReadOnlyList<InstitutionStrategies> Institutions);

/// <param name="Versions">All that were let in, oldest first; one that was let in again is there again.</param>
/// <param name="Waiting">Proposals that wait for a decision.</param>
public sealed record StrategyEntry(string Name, IReadOnlyList<StrategyVersion> Versions, int Waiting);

/// <param name="Strategy">Name and version, as cases are pinned to it.</param>
/// <param name="Number">Of the governed version; 0: what ships.</param>
/// <param name="From">From when it holds or held; missing: what ships.</param>
/// <param name="Stages">That cases enter by it.</param>
public sealed record StrategyVersion(string Strategy, int Number, DateTimeOffset? From, bool InForce, string Scorecard, IReadOnlyList<Stage> Stages);

/// <summary>By which strategies an institution's cases are opened now, and go on where a stage begins.</summary>
/// <param name="Strategy">Of cases that are in no arm.</param>
/// <param name="Trial">Missing: nothing is tried.</param>
/// <param name="Unusable">What of it cannot be used: cases that go by it wait.</param>
public sealed record InstitutionStrategies(string Institution, string Strategy, string? Trial, IReadOnlyList<ArmStrategy> Arms, IReadOnlyList<string> Unusable);

/// <param name="Arm">As cases name it.</param>
public sealed record ArmStrategy(string Arm, string Strategy, decimal Share);
