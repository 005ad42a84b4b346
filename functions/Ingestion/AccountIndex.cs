using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>What the last files said of an account that has or had a case.</summary>
/// <param name="Spell">Of <paramref name="Case"/>.</param>
/// <param name="Prints">Fingerprints of what changes materially.</param>
/// <param name="Overdue">Of the last row.</param>
/// <param name="Balance">Of the last row.</param>
/// <param name="BusinessDate">Newest business date that spoke of the account, present or absent.</param>
/// <param name="Absent">Complete snapshots in a row without it.</param>
/// <param name="Gone">Its cure is counted; the account is looked at again when it comes back.</param>
/// <param name="Import">Import that wrote this, and what it counted: a chunk that is worked again counts the same.</param>
public sealed record IndexEntry(
    AccountKey Account, CaseKey Case, int Spell, RowPrints Prints, decimal Overdue, decimal Balance, DateOnly BusinessDate, int Absent, bool Gone, string Import,
    ImportOutcome Outcome);

/// <summary>A shard as it was read; written back only over the same version.</summary>
public sealed record IndexShard(int Number, IReadOnlyList<IndexEntry> Entries, ETag? Version);

/// <summary>
/// The comparison index: per institution 256 blobs in container <c>index</c>, by the first byte of the account key, sorted, so that a file is joined
/// with it in one pass and absentees fall out of the join.
/// </summary>
public sealed class AccountIndex(Blobs blobs)
{
    public const string Container = "index";

    public const int Shards = 256;

    private const char Separator = '\t';

    public static int ShardOf(AccountKey account) => byte.Parse(account.Value.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public async Task<IndexShard> ReadAsync(string institution, int shard, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        try
        {
            var content = await container.GetBlobClient(Name(institution, shard)).DownloadContentAsync(cancellation);
            var text = Encoding.UTF8.GetString(content.Value.Content.ToMemory().Span);
            var entries = new List<IndexEntry>();
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                if (!line.IsEmpty) entries.Add(Parse(line.ToString()));
            }

            return new IndexShard(shard, entries, content.Value.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new IndexShard(shard, [], null);
        }
    }

    /// <summary>Writes a shard's new entries. Fails (409, 412) when somebody else has written it since.</summary>
    public async Task WriteAsync(string institution, IndexShard read, IReadOnlyList<IndexEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        var text = new StringBuilder();
        foreach (var entry in entries) Append(text, entry);
        var container = await blobs.GetAsync(Container, cancellation);
        var conditions = read.Version is { } version ? new BlobRequestConditions { IfMatch = version } : new BlobRequestConditions { IfNoneMatch = ETag.All };
        try
        {
            await container.GetBlobClient(Name(institution, read.Number))
                .UploadAsync(new BinaryData(text.ToString()), new BlobUploadOptions { Conditions = conditions }, cancellation);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            // The client's own retry, after an answer that was lost, meets what the first try has written.
            if (!(await ReadAsync(institution, read.Number, cancellation)).Entries.SequenceEqual(entries)) throw;
        }
    }

    private static string Name(string institution, int shard) => string.Create(CultureInfo.InvariantCulture, $"{institution}/{shard:x2}");

    private static void Append(StringBuilder text, IndexEntry entry) => text.Append(
        CultureInfo.InvariantCulture,
        $"{entry.Account}\t{entry.Case}\t{entry.Spell}\t{entry.Prints}\t{entry.Overdue}\t{entry.Balance}\t{entry.BusinessDate:yyyy-MM-dd}\t{entry.Absent}\t{(entry.Gone ? 1 : 0)}\t{entry.Import}\t{entry.Outcome}\n");

    private static IndexEntry Parse(string line)
    {
        var parts = line.Split(Separator);
        return new IndexEntry(
            new AccountKey(parts[0]),
            new CaseKey(parts[1]),
            int.Parse(parts[2], CultureInfo.InvariantCulture),
            RowPrints.Parse(parts[3]),
            decimal.Parse(parts[4], CultureInfo.InvariantCulture),
            decimal.Parse(parts[5], CultureInfo.InvariantCulture),
            DateOnly.ParseExact(parts[6], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            int.Parse(parts[7], CultureInfo.InvariantCulture),
            parts[8] == "1",
            parts[9],
            Enum.Parse<ImportOutcome>(parts[10]));
    }
}
