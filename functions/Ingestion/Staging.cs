using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>
/// What the pass over a file leaves for its chunks, in container <c>staging</c>, in parts of bounded size: accounts of a snapshot as bytes
/// (<see cref="StagedAccount"/>), rows of other files as JSON Lines. They hold personal data and are deleted when the import ends.
/// </summary>
public sealed class Staging(Blobs blobs)
{
    public const string Container = "staging";

    public StagingWriter Write(string import, int chunks) => new(this, import, chunks);

    public async Task<List<T>> ReadAsync<T>(string import, ImportChunk chunk, CancellationToken cancellation)
    {
        var rows = new List<T>();
        await foreach (var part in PartsAsync(import, chunk, cancellation)) Parse(part.ToMemory().Span, rows);
        return rows;
    }

    public async Task<List<StagedAccount>> ReadAccountsAsync(string import, ImportChunk chunk, CancellationToken cancellation)
    {
        var accounts = new List<StagedAccount>();
        await foreach (var part in PartsAsync(import, chunk, cancellation))
        {
            using var reader = new BinaryReader(part.ToStream());
            while (reader.BaseStream.Position < reader.BaseStream.Length) accounts.Add(StagedAccount.ReadFrom(reader));
        }

        return accounts;
    }

    public async Task DeleteAsync(string import, IEnumerable<ImportChunk> chunks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        var container = await blobs.GetAsync(Container, cancellation);
        foreach (var chunk in chunks)
        {
            for (var part = 0; part < chunk.Parts; part++)
                await container.GetBlobClient(Name(import, chunk.Number, part)).DeleteIfExistsAsync(cancellationToken: cancellation);
        }
    }

    internal async Task UploadAsync(string import, int chunk, int part, BinaryData content, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        await container.GetBlobClient(Name(import, chunk, part)).UploadAsync(content, overwrite: true, cancellation);
    }

    private async IAsyncEnumerable<BinaryData> PartsAsync(string import, ImportChunk chunk, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        var container = await blobs.GetAsync(Container, cancellation);
        for (var part = 0; part < chunk.Parts; part++)
            yield return (await container.GetBlobClient(Name(import, chunk.Number, part)).DownloadContentAsync(cancellation)).Value.Content;
    }

    private static void Parse<T>(ReadOnlySpan<byte> lines, List<T> rows)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            rows.Add(JsonSerializer.Deserialize<T>(lines[..end], CollectionsJson.Options)!);
            lines = lines[(end + 1)..];
        }
    }

    private static string Name(string import, int chunk, int part) => string.Create(CultureInfo.InvariantCulture, $"{import}/{chunk:D3}-{part:D5}.jsonl");
}

/// <summary>Sorts rows into chunks by the first byte of their account key. The same rows always give the same parts.</summary>
public sealed class StagingWriter(Staging staging, string import, int chunks)
{
    private const int PartSize = 256 * 1024;

    private readonly MemoryStream[] open = [.. Enumerable.Range(0, chunks).Select(_ => new MemoryStream())];
    private readonly BinaryWriter?[] writers = new BinaryWriter?[chunks];
    private readonly int[] parts = new int[chunks];

    public ValueTask AddAsync<T>(AccountKey account, T row, CancellationToken cancellation) => AddAsync(account.Value, row, cancellation);

    /// <param name="place">A key, by whose first byte rows are sorted.</param>
    public async ValueTask AddAsync<T>(string place, T row, CancellationToken cancellation)
    {
        var chunk = ChunkOf(Hexadecimal.Parse(place));
        JsonSerializer.Serialize(open[chunk], row, CollectionsJson.Options);
        open[chunk].WriteByte((byte)'\n');
        if (open[chunk].Length >= PartSize) await FlushAsync(chunk, cancellation);
    }

    public ValueTask AddAsync(StagedAccount account, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        var chunk = ChunkOf(account.Key);
        account.WriteTo(writers[chunk] ??= new BinaryWriter(open[chunk], Encoding.UTF8, leaveOpen: true));
        return open[chunk].Length >= PartSize ? new ValueTask(FlushAsync(chunk, cancellation)) : ValueTask.CompletedTask;
    }

    public async Task<IReadOnlyList<ImportChunk>> FinishAsync(CancellationToken cancellation)
    {
        var shards = AccountIndex.Shards / chunks;
        var result = new List<ImportChunk>(chunks);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            if (open[chunk].Length > 0) await FlushAsync(chunk, cancellation);
            result.Add(new ImportChunk(chunk, chunk * shards, (chunk + 1) * shards - 1, parts[chunk]));
        }

        return result;
    }

    private int ChunkOf(UInt128 account) => AccountIndex.ShardOf(account) * chunks / AccountIndex.Shards;

    private async Task FlushAsync(int chunk, CancellationToken cancellation)
    {
        await staging.UploadAsync(import, chunk, parts[chunk]++, new BinaryData(open[chunk].ToArray()), cancellation);
        open[chunk].SetLength(0);
    }
}
