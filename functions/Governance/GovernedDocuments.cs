using System.Collections.Concurrent;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Governance;

/// <summary>
/// The documents that bind the program, in their versions: one is proposed by a person, let in by another, and holds from its effective instant on; going back
/// is proposing an earlier version again. What ships holds until the first version does. Other processes follow within a minute. (R5.10)
/// </summary>
public sealed class GovernedDocuments(GovernedStore store, IEnumerable<IGovernedKind> kinds, TimeProvider clock, [FromKeyedServices("technical")] TimeProvider technical)
    : IDocumentsInForce
{
    private const int Attempts = 20;

    private const int LongestName = 64;

    /// <summary>How soon a process asks whether anything has changed.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>How soon it looks by itself, should whoever made a change have died before he told of it.</summary>
    private static readonly TimeSpan KeptAtMost = TimeSpan.FromHours(1);

    private readonly Dictionary<string, IGovernedKind> kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Kind, string Name), (DateTimeOffset At, GovernedRegister Register)> known = new();

    private readonly ConcurrentDictionary<(string Kind, string Name, string Hash), byte[]> contents = new();

    private readonly ConcurrentDictionary<(string Kind, string Name), GovernedDocument?> shipped = new();

    private volatile Look? look;

    public ValueTask<GovernedDocument?> FindAsync(string kind, string name, CancellationToken cancellation) => FindAsync(kind, name, clock.GetUtcNow(), cancellation);

    /// <summary>A version's content, in force or not; 0 is what ships. Throws <see cref="RefusedException"/> (404) for one that is not there.</summary>
    public async Task<GovernedDocument> VersionAsync(string kind, string name, int number, CancellationToken cancellation)
    {
        Check(kind, name);
        if (number == 0) return Shipped(kind, name) ?? throw RefusedException.NotFound("version");
        var version = (await store.ReadAsync(kind, name, cancellation)).Register.Find(number);
        return new GovernedDocument(name, number, version.Hash, await ContentAsync(kind, name, version.Hash, cancellation));
    }

    public async Task<IReadOnlyList<string>> NamesAsync(string kind, CancellationToken cancellation)
    {
        Check(kind, "any");
        return [.. EmbeddedData.Names(kind).Select(file => Path.GetFileNameWithoutExtension(file)!).Union(await store.NamesAsync(kind, cancellation)).Order(StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<GovernedDocument>> ApprovedAsync(string kind, string name, CancellationToken cancellation)
    {
        if (!IsName(name)) return [];
        var approved = new List<GovernedDocument>();
        if (Shipped(kind, name) is { } ships) approved.Add(ships);
        foreach (var version in (await store.ReadAsync(kind, name, cancellation)).Register.Versions.Where(version => version.State == VersionState.Approved))
            approved.Add(new GovernedDocument(name, version.Number, version.Hash, await ContentAsync(kind, name, version.Hash, cancellation)));
        return approved;
    }

    public async Task<GovernedRegister> VersionsAsync(string kind, string name, CancellationToken cancellation)
    {
        Check(kind, name);
        var (register, _) = await store.ReadAsync(kind, name, cancellation);
        return register.Versions.Count > 0 || Shipped(kind, name) is not null ? register : throw RefusedException.NotFound("document");
    }

    /// <summary>Proposes a version. Refuses: 404 for an unknown kind, 422 with <c>problems</c> for what is wrong with it, or for an effective date that is past.</summary>
    /// <param name="effectiveFrom">Null: as soon as it is approved.</param>
    public async Task<GovernedVersion> ProposeAsync(
        string kind, string name, byte[] json, DateTimeOffset? effectiveFrom, Caller caller, string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Check(kind, name);
        var now = clock.GetUtcNow();
        if (effectiveFrom < now) throw new RefusedException(422, "effective-in-past", "The effective instant is past: what held then cannot be changed.");
        await RefuseWrongAsync(kind, name, json, effectiveFrom ?? now, cancellation);
        var hash = await store.KeepAsync(kind, name, json, cancellation);
        GovernedVersion? proposed = null;
        await ChangeAsync(kind, name, register =>
        {
            (var changed, proposed) = register.Propose(hash, effectiveFrom, caller.Id, now, reason);
            return changed;
        }, cancellation);
        return proposed!;
    }

    /// <summary>Decides a proposal: see <see cref="GovernedRegister.Decide"/>. What has become wrong since it was proposed is not let in (422).</summary>
    public async Task<GovernedVersion> DecideAsync(string kind, string name, int number, bool approve, Caller caller, string? comment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Check(kind, name);
        return (await ChangeAsync(kind, name, register => register.Decide(number, approve, caller.Id, clock.GetUtcNow(), comment), cancellation, approve ? RefuseAsync : null)).Find(number);

        async Task RefuseAsync(GovernedRegister register)
        {
            var (now, version) = (clock.GetUtcNow(), register.Find(number));
            await RefuseWrongAsync(kind, name, await ContentAsync(kind, name, version.Hash, cancellation), version.EffectiveFrom is { } from && from > now ? from : now, cancellation);
        }
    }

    public async Task<GovernedVersion> WithdrawAsync(string kind, string name, int number, Caller caller, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Check(kind, name);
        return (await ChangeAsync(kind, name, register => register.Withdraw(number, caller.Id, clock.GetUtcNow()), cancellation)).Find(number);
    }

    /// <summary>Whether a text can be a document's name: it becomes part of blob names.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= LongestName && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
    }

    private void Check(string kind, string name)
    {
        if (!kinds.ContainsKey(kind)) throw RefusedException.NotFound($"kind of document; there are {string.Join(", ", kinds.Keys.Order(StringComparer.Ordinal))}");
        if (!IsName(name)) throw new RefusedException(422, "invalid-name", "A document's name is 1 to 64 letters, digits and - _ .");
    }

    /// <summary>
    /// A document is held against the others as they will be in force when it is, and at every later instant from which another one of its kind is: what is let in today must
    /// still fit then.
    /// </summary>
    private async Task RefuseWrongAsync(string kind, string name, byte[] json, DateTimeOffset from, CancellationToken cancellation)
    {
        // What another process let in a moment ago counts: nothing that this one knows is taken for granted.
        look = null;
        var faults = await kinds[kind].FaultsAsync(name, json, new DocumentsAt(this, from, null), cancellation);
        if (faults.Count == 0)
        {
            foreach (var at in await ChangesAfterAsync(kind, from, cancellation))
            {
                var later = (await RegisterAsync(kind, name, cancellation)).InForce(at) is { } version && version.InForceFrom > from ? await ContentAsync(kind, name, version.Hash, cancellation) : json;
                faults = [.. (await kinds[kind].FaultsAsync(name, later, new DocumentsAt(this, at, (kind, name, later)), cancellation)).Select(fault => fault with { Problem = FormattableString.Invariant($"from {at:yyyy-MM-dd HH:mm}Z on: {fault.Problem}") })];
                if (faults.Count > 0) break;
            }
        }

        if (faults.Count == 0) return;
        throw new RefusedException(
            422, "document-invalid", $"The document is not let in: {faults.Count} problems, each with its path.", new Dictionary<string, object?> { ["problems"] = faults });
    }

    /// <summary>Instants from which another version of a document of this kind is in force.</summary>
    private async Task<IReadOnlyList<DateTimeOffset>> ChangesAfterAsync(string kind, DateTimeOffset from, CancellationToken cancellation)
    {
        var instants = new SortedSet<DateTimeOffset>();
        foreach (var name in await store.NamesAsync(kind, cancellation))
        {
            foreach (var version in (await store.ReadAsync(kind, name, cancellation)).Register.Versions)
            {
                if (version.InForceFrom > from) instants.Add(version.InForceFrom.Value);
            }
        }

        return [.. instants];
    }

    /// <summary>All versions that were in force at some time from one instant to another, both included; what ships among them until the first is.</summary>
    public async Task<IReadOnlyList<GovernedDocument>> InForceBetweenAsync(string kind, string name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        if (!IsName(name)) return [];
        var register = await RegisterAsync(kind, name, cancellation);
        List<DateTimeOffset> instants = [from, .. register.Versions.Select(version => version.InForceFrom).OfType<DateTimeOffset>().Where(at => at > from && at <= to)];
        var found = new List<GovernedDocument>();
        foreach (var at in instants)
        {
            if (await FindAsync(kind, name, at, cancellation) is { } document) found.Add(document);
        }

        return found;
    }

    private async ValueTask<GovernedDocument?> FindAsync(string kind, string name, DateTimeOffset at, CancellationToken cancellation)
    {
        if (!IsName(name)) return null;
        var version = (await RegisterAsync(kind, name, cancellation)).InForce(at);
        return version is not null ? new GovernedDocument(name, version.Number, version.Hash, await ContentAsync(kind, name, version.Hash, cancellation)) : Shipped(kind, name);
    }

    private async ValueTask<GovernedRegister> RegisterAsync(string kind, string name, CancellationToken cancellation)
    {
        var now = technical.GetUtcNow();
        if (look is not { } last || now - last.At >= Kept || now < last.At)
        {
            var generation = await store.GenerationAsync(cancellation);
            if (look?.Generation != generation) known.Clear();
            look = new Look(now, generation);
        }

        if (known.TryGetValue((kind, name), out var kept) && now - kept.At < KeptAtMost) return kept.Register;
        var (register, _) = await store.ReadAsync(kind, name, cancellation);
        known[(kind, name)] = (now, register);
        return register;
    }

    private async ValueTask<byte[]> ContentAsync(string kind, string name, string hash, CancellationToken cancellation)
    {
        if (contents.TryGetValue((kind, name, hash), out var kept)) return kept;
        var content = await store.ContentAsync(kind, name, hash, cancellation) ?? throw new InvalidOperationException($"The content {hash} of {kind}/{name} is gone.");
        return contents[(kind, name, hash)] = content;
    }

    /// <param name="check">Throws for what may not be done to the register as it was read: it is written only if it still is as it was then.</param>
    private async Task<GovernedRegister> ChangeAsync(
        string kind, string name, Func<GovernedRegister, GovernedRegister> change, CancellationToken cancellation, Func<GovernedRegister, Task>? check = null)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (register, version) = await store.ReadAsync(kind, name, cancellation);
            if (check is not null) await check(register);
            var changed = change(register);
            if (!ReferenceEquals(changed, register) && !await store.TryWriteAsync(kind, name, changed, version, cancellation)) continue;
            known.TryRemove((kind, name), out _);
            await store.TouchAsync(cancellation);
            return changed;
        }

        throw new InvalidOperationException($"The register of {kind}/{name} kept changing.");
    }

    /// <summary>All as they will be in force at an instant.</summary>
    private sealed class DocumentsAt(GovernedDocuments documents, DateTimeOffset at, (string Kind, string Name, byte[] Json)? instead) : IDocumentsInForce
    {
        public ValueTask<GovernedDocument?> FindAsync(string kind, string name, CancellationToken cancellation) =>
            instead is { } other && (other.Kind, other.Name) == (kind, name)
                ? ValueTask.FromResult<GovernedDocument?>(new GovernedDocument(name, 0, GovernedStore.HashOf(other.Json), other.Json))
                : documents.FindAsync(kind, name, at, cancellation);

        public Task<IReadOnlyList<string>> NamesAsync(string kind, CancellationToken cancellation) => documents.NamesAsync(kind, cancellation);

        public Task<IReadOnlyList<GovernedDocument>> ApprovedAsync(string kind, string name, CancellationToken cancellation) => documents.ApprovedAsync(kind, name, cancellation);
    }

    private sealed record Look(DateTimeOffset At, Azure.ETag Generation);

    private GovernedDocument? Shipped(string kind, string name) => shipped.GetOrAdd((kind, name), static of =>
    {
        var file = $"{of.Kind}/{of.Name}.json";
        if (!EmbeddedData.Names(of.Kind).Contains(file)) return null;
        var json = EmbeddedData.Bytes(file);
        return new GovernedDocument(of.Name, 0, GovernedStore.HashOf(json), json);
    });
}

/// <summary>A document in one of its versions.</summary>
/// <param name="Number">0: what ships.</param>
/// <param name="Hash">SHA-256 of <paramref name="Json"/>, hexadecimal.</param>
public sealed record GovernedDocument(string Name, int Number, string Hash, byte[] Json);
