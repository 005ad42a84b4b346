using System.Globalization;
using System.Text.Json;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Accepted rows between the pass over the file and the comparison: JSON Lines in container <c>staging</c>, by chunk, in parts of bounded size. They
/// hold personal data and are deleted when the import ends.
/// </summary>
public sealed class Staging(Blobs blobs)
{
    public const string Container = "staging";

    public StagingWriter Write(string import, int chunks) => new(this, import, chunks);

    public async Task<List<T>> ReadAsync<T>(string import, ImportChunk chunk, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        var container = await blobs.GetAsync(Container, cancellation);
        var rows = new List<T>();
        for (var part = 0; part < chunk.Parts; part++)
        {
            var content = await container.GetBlobClient(Name(import, chunk.Number, part)).DownloadContentAsync(cancellation);
            Parse(content.Value.Content.ToMemory().Span, rows);
        }

        return rows;
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
    private readonly int[] parts = new int[chunks];

    public ValueTask AddAsync<T>(AccountKey account, T row, CancellationToken cancellation) => AddAsync(account.Value, row, cancellation);

    /// <param name="place">A key, by whose first byte rows are sorted.</param>
    public async ValueTask AddAsync<T>(string place, T row, CancellationToken cancellation)
    {
        var chunk = AccountIndex.ShardOf(new AccountKey(place)) * chunks / AccountIndex.Shards;
        JsonSerializer.Serialize(open[chunk], row, CollectionsJson.Options);
        open[chunk].WriteByte((byte)'\n');
        if (open[chunk].Length >= PartSize) await FlushAsync(chunk, cancellation);
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

    private async Task FlushAsync(int chunk, CancellationToken cancellation)
    {
        await staging.UploadAsync(import, chunk, parts[chunk]++, new BinaryData(open[chunk].ToArray()), cancellation);
        open[chunk].SetLength(0);
    }
}
