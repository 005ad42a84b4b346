using System.Collections.Concurrent;
using System.Globalization;
using Collections.Functions.Contact;
using Collections.Functions.Governance;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Cases.Strategies;

/// <summary>
/// The strategies that cases are pinned to, and those and the scorecards in force, as far as anybody asked for them. It follows what is let in elsewhere within a minute. A
/// reference means for ever the content that it meant when it was first used: that content is kept, whatever ships later. (R5.10)
/// </summary>
public sealed class GovernedStrategyBook(GovernedDocuments documents, GovernedStore store, IInstitutionDirectory institutions, ILogger<GovernedStrategyBook> log) : IStrategyBook
{
    private const string ScorecardPrefix = "scorecard ";

    private readonly ConcurrentDictionary<string, Strategy> strategies = new(StringComparer.Ordinal);

    /// <summary>References of strategy documents, by name and hash.</summary>
    private readonly ConcurrentDictionary<(string Name, string Hash), string> references = new();

    private readonly ConcurrentDictionary<string, (string Hash, Scorecard Card)> scorecards = new(StringComparer.Ordinal);

    /// <summary>What was asked for and cannot be used, with why.</summary>
    private readonly ConcurrentDictionary<string, string> unusable = new(StringComparer.Ordinal);

    /// <summary>What is in force by institution.</summary>
    private readonly ConcurrentDictionary<string, InForce> inForce = new(StringComparer.Ordinal);

    /// <summary>Names of what cannot be used, as far as this process knows: what was mended meanwhile is taken off.</summary>
    public async Task<IReadOnlyList<string>> UnusableAsync(CancellationToken cancellation)
    {
        foreach (var what in unusable.Keys)
        {
            if (what.StartsWith(ScorecardPrefix, StringComparison.Ordinal)) await EnsureScorecardAsync(what[ScorecardPrefix.Length..], cancellation);
            else if (what.Contains('/', StringComparison.Ordinal)) await EnsureAsync(what, cancellation);
            else await InForceAsync(what, cancellation);
        }

        return [.. unusable.Keys.Order(StringComparer.Ordinal)];
    }

    public Strategy Get(string reference) => strategies.TryGetValue(reference, out var strategy) ? strategy : throw Unusable(reference);

    public Scorecard ScorecardOf(Strategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return scorecards.TryGetValue(strategy.Scorecard, out var known) ? known.Card : throw Unusable(ScorecardPrefix + strategy.Scorecard);
    }

    public Placement? InForceFor(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return inForce.TryGetValue(state.Institution, out var known) && known.Of(state.Arm) is var placed && strategies.TryGetValue(placed.Strategy, out var strategy) && strategy.Uses(state.Stage) ? placed : null;
    }

    public async ValueTask<Placement> PlaceAsync(string institution, DebtorKey debtor, Product product, string region, CancellationToken cancellation)
    {
        await RefreshAsync(institution, cancellation);
        if (!inForce.TryGetValue(institution, out var known))
            throw new UnusableException(institution, $"The profile of institution {institution} cannot be used, so that nothing tells by which strategy its cases go.");
        var placed = known.Of(known.Trial?.ArmOf(debtor, product, region) is { } arm ? known.Trial.ReferenceOf(arm) : null);
        return placed with { Strategy = Get(placed.Strategy).Reference };
    }

    public async ValueTask EnsureAsync(CaseState state, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        await EnsureAsync(state.Strategy, cancellation);
        if (strategies.TryGetValue(state.Strategy, out var pinned)) await EnsureScorecardAsync(pinned.Scorecard, cancellation);
        await RefreshAsync(state.Institution, cancellation);
    }

    public async ValueTask EnsureAsync(string reference, CancellationToken cancellation)
    {
        if (strategies.ContainsKey(reference)) return;
        if (await FindAsync(reference, cancellation) is { } strategy)
        {
            strategies[reference] = strategy;
            unusable.TryRemove(reference, out _);
        }
    }

    /// <summary>What is in force for an institution now.</summary>
    public async ValueTask RefreshAsync(string institution, CancellationToken cancellation)
    {
        InstitutionCard card;
        try
        {
            card = await institutions.GetAsync(institution, cancellation);
        }
        catch (InvalidOperationException)
        {
            // Without a usable profile nothing new is taken in, and running cases keep what they have.
            inForce.TryRemove(institution, out _);
            return;
        }

        if (card.Strategy is not { } named) return;
        var arms = card.Trial is null ? null : new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var arm in card.Trial?.Arms ?? []) arms![card.Trial!.ReferenceOf(arm)] = await InForceAsync(arm.Strategy, cancellation) ?? arm.Strategy;
        inForce[institution] = new InForce(await InForceAsync(named, cancellation) ?? named, card.Trial, arms);
    }

    /// <summary>What is in force for an institution now, as people read it; null: its profile cannot be used.</summary>
    public async Task<InstitutionStrategies?> InForceAtAsync(string institution, CancellationToken cancellation)
    {
        await RefreshAsync(institution, cancellation);
        if (!inForce.TryGetValue(institution, out var known)) return null;
        ArmStrategy[] arms = [.. (known.Trial?.Arms ?? []).Select(arm => new ArmStrategy(known.Trial!.ReferenceOf(arm), known.Of(known.Trial!.ReferenceOf(arm)).Strategy, arm.Share))];
        return new InstitutionStrategies(institution, known.Strategy, known.Trial?.Name, arms, [.. arms.Select(arm => arm.Strategy).Prepend(known.Strategy).Where(reference => !strategies.ContainsKey(reference)).Distinct()]);
    }

    /// <summary>Reference of the strategy in force under a name, or named with its version; null: it cannot be used.</summary>
    private async ValueTask<string?> InForceAsync(string named, CancellationToken cancellation)
    {
        var reference = named.Contains('/', StringComparison.Ordinal) ? named : await ReferenceAsync(named, cancellation);
        if (reference is null) return null;
        await EnsureAsync(reference, cancellation);
        if (!strategies.TryGetValue(reference, out var strategy)) return null;
        await EnsureScorecardAsync(strategy.Scorecard, cancellation);
        unusable.TryRemove(named, out _);
        return reference;
    }

    private async ValueTask<string?> ReferenceAsync(string name, CancellationToken cancellation)
    {
        if (await documents.FindAsync(StrategyKind.Strategies, name, cancellation) is not { } document) return Fault(name, "there is none of that name in force");
        if (references.TryGetValue((name, document.Hash), out var known)) return known;
        if (StrategyKind.Read(document.Json) is not { } strategy) return Fault(name, "the version in force cannot be read");
        return references[(name, document.Hash)] = strategy.Reference;
    }

    private async ValueTask EnsureScorecardAsync(string name, CancellationToken cancellation)
    {
        var what = ScorecardPrefix + name;
        if (await documents.FindAsync(ScorecardKind.Scorecards, name, cancellation) is not { } document)
        {
            Fault(what, "there is none of that name in force");
            return;
        }

        if (scorecards.TryGetValue(name, out var known) && known.Hash == document.Hash) return;
        if (ScorecardKind.Read(name, document.Json, out _) is { } card)
        {
            scorecards[name] = (document.Hash, card);
            unusable.TryRemove(what, out _);
        }
        else
        {
            scorecards.TryRemove(name, out _);
            Fault(what, "the version in force cannot be read");
        }
    }

    /// <summary>The content that a reference has always meant; a content that is used for the first time is kept before any case goes by it.</summary>
    private async ValueTask<Strategy?> FindAsync(string reference, CancellationToken cancellation)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || !int.TryParse(reference.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return Fault<Strategy>(reference, "it is no name with a version");
        var (name, id) = (reference[..slash], string.Create(CultureInfo.InvariantCulture, $"v{version}"));
        if (!GovernedDocuments.IsName(name)) return Fault<Strategy>(reference, "it is no name with a version");
        var kept = await store.ContentAsync(StrategyKind.Strategies, name, id, cancellation);
        if (kept is null)
        {
            var approved = await documents.ApprovedAsync(StrategyKind.Strategies, name, cancellation);
            if (approved.FirstOrDefault(document => StrategyKind.Read(document.Json) is { } read && read.Version == version) is not { } first) return Fault<Strategy>(reference, "nobody ever let it in");
            await store.KeepAsAsync(StrategyKind.Strategies, name, id, first.Json, cancellation);
            kept = await store.ContentAsync(StrategyKind.Strategies, name, id, cancellation) ?? first.Json;
        }

        return StrategyKind.Read(kept) is { } strategy && strategy.Reference == reference ? strategy : Fault<Strategy>(reference, "what is kept of it cannot be read");
    }

    private string? Fault(string what, string why) => Fault<string>(what, why);

    private T? Fault<T>(string what, string why)
        where T : class
    {
        if (!unusable.TryGetValue(what, out var before) || before != why) log.LogError("Strategy '{Strategy}' cannot be used: {Why}. Cases that go by it wait.", what, why);
        unusable[what] = why;
        return null;
    }

    private UnusableException Unusable(string what) =>
        new(what, $"The strategy '{what}' cannot be used: {unusable.GetValueOrDefault(what, "nobody has read it")}.");

    /// <param name="Strategy">Of cases that are in no arm: its reference, or what the profile says where that cannot be used.</param>
    /// <param name="Arms">The same by arm.</param>
    private sealed record InForce(string Strategy, StrategyTrial? Trial, IReadOnlyDictionary<string, string>? Arms)
    {
        /// <summary>An arm that is not named any more has come to its end: its cases go on like all others.</summary>
        public Placement Of(string? arm) => arm is not null && Arms?.TryGetValue(arm, out var strategy) == true ? new Placement(strategy, arm) : new Placement(Strategy);
    }
}
