using System.Collections;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

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

    /// <summary>Entries read around the place where a key should stand: keys are hashes, so they stand where their value says, give or take a few.</summary>
    private const int Window = 64;

    public static int ShardOf(UInt128 account) => (int)(account >> 120);

    public async Task<IndexShard> ReadAsync(string institution, int shard, CancellationToken cancellation)
    {
        var blob = await BlobAsync(institution, shard, cancellation);
        try
        {
            var content = await blob.DownloadContentAsync(cancellation);
            return new IndexShard(shard, IndexCodec.Read(content.Value.Content.ToMemory().Span), content.Value.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new IndexShard(shard, [], null);
        }
    }

    /// <summary>Which shards there are.</summary>
    public async Task<BitArray> ExistingAsync(string institution, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        var existing = new BitArray(Shards);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{institution}/", cancellation))
            existing[int.Parse(blob.Name.AsSpan(institution.Length + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture)] = true;
        return existing;
    }

    /// <summary>One account's entry, from a part of its shard.</summary>
    public async Task<IndexEntry?> FindAsync(string institution, UInt128 account, CancellationToken cancellation)
    {
        var blob = await BlobAsync(institution, ShardOf(account), cancellation);
        try
        {
            var length = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength;
            var count = (length - IndexCodec.Mark.Length) / IndexCodec.EntrySize;
            var place = (long)((account << 8 >> 64) * (UInt128)count >> 64);
            var first = Math.Max(0, place - Window / 2);
            var found = await FindAsync(blob, account, first, Math.Min(Window, count - first), cancellation);
            return found.Entry is not null || !found.Beyond ? found.Entry : (await FindAsync(blob, account, 0, count, cancellation)).Entry;
        }
        catch (RequestFailedException missing) when (missing.Status is 404 or 416)
        {
            return null;
        }
    }

    /// <summary>Writes a shard's new entries. Fails (409, 412) when somebody else has written it since.</summary>
    public async Task WriteAsync(string institution, IndexShard read, IReadOnlyList<IndexEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        var blob = await BlobAsync(institution, read.Number, cancellation);
        var conditions = read.Version is { } version ? new BlobRequestConditions { IfMatch = version } : new BlobRequestConditions { IfNoneMatch = ETag.All };
        try
        {
            await blob.UploadAsync(new BinaryData(IndexCodec.Write(entries)), new BlobUploadOptions { Conditions = conditions }, cancellation);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            // The client's own retry, after an answer that was lost, meets what the first try has written.
            if (!(await ReadAsync(institution, read.Number, cancellation)).Entries.SequenceEqual(entries)) throw;
        }
    }

    /// <returns>The entry if it stands among those read, and whether it may stand outside of them.</returns>
    private static async Task<(IndexEntry? Entry, bool Beyond)> FindAsync(BlobClient blob, UInt128 account, long first, long count, CancellationToken cancellation)
    {
        if (count <= 0) return (null, false);
        var range = new HttpRange(IndexCodec.Mark.Length + first * IndexCodec.EntrySize, count * IndexCodec.EntrySize);
        var content = (await blob.DownloadContentAsync(new BlobDownloadOptions { Range = range }, cancellation)).Value.Content.ToArray();
        for (var at = 0; at < content.Length; at += IndexCodec.EntrySize)
        {
            if (IndexCodec.Account(content.AsSpan(at)) == account) return (IndexCodec.ReadEntry(content.AsSpan(at)), false);
        }

        var outside = account < IndexCodec.Account(content) || account > IndexCodec.Account(content.AsSpan(content.Length - IndexCodec.EntrySize));
        return (null, outside);
    }

    private async ValueTask<BlobClient> BlobAsync(string institution, int shard, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        return container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{institution}/{shard:x2}"));
    }
}
