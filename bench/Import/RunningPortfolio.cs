using Collections.Cli.Exports;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Bench.Import;

/// <summary>A comparison index as it stands when every account of a file has had its case for long: what a day costs then needs no million cases to be seen.</summary>
internal static class RunningPortfolio
{
    /// <summary>Shards filled in one pass over the file, so that filling needs less memory than taking in.</summary>
    private const int Together = 16;

    public static async Task KnowAsync(IServiceProvider services, ExportFile file, CancellationToken cancellation)
    {
        var index = services.GetRequiredService<AccountIndex>();
        for (var first = 0; first < AccountIndex.Shards; first += Together)
        {
            var shards = await ReadAsync(services, file, first, cancellation);
            for (var shard = 0; shard < Together; shard++)
            {
                var entries = shards[shard].OrderBy(entry => entry.Account).ToList();
                await index.WriteAsync(file.Manifest.Institution, new IndexShard(first + shard, [], null), entries, cancellation);
            }
        }
    }

    private static async Task<List<IndexEntry>[]> ReadAsync(IServiceProvider services, ExportFile file, int first, CancellationToken cancellation)
    {
        var (profiles, keys) = (services.GetRequiredService<InstitutionProfiles>(), services.GetRequiredService<KeyRing>());
        var profile = await profiles.GetAsync(file.Manifest.Institution, cancellation);
        await using var content = File.OpenRead(file.Data);
        await using var reader = new ExportReader(content, new RowChecks(profile, await profiles.FormatAsync(profile.Format, cancellation), file.Manifest));
        await reader.ReadHeaderAsync(cancellation);
        var shards = Enumerable.Range(0, Together).Select(_ => new List<IndexEntry>()).ToArray();
        while (await reader.ReadAsync(cancellation))
        {
            if (Entry(reader, keys, file.Manifest) is { } entry && AccountIndex.ShardOf(entry.Account) - first is >= 0 and < Together and var shard) shards[shard].Add(entry);
        }

        return shards;
    }

    private static IndexEntry? Entry(ExportReader reader, KeyRing keys, Manifest manifest)
    {
        var figures = default(AccountFigures);
        return reader.Check(ref figures, out _)
            ? new IndexEntry
            {
                Account = keys.Account(manifest.Institution, reader.AccountNumber),
                Case = 1,
                Spell = 1,
                Product = default,
                Prints = default,
                Figures = figures,
                BusinessDate = manifest.BusinessDate,
                Sequence = manifest.Sequence,
                Import = 1,
                Outcome = ImportOutcome.Opened,
            }
            : null;
    }
}
