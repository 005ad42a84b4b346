using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal;

/// <summary>
/// The package for the court: the case, the statement of the debt, all contacts, and the stream with its hashes as proof. (R3.4) The same stream gives
/// the same bytes: entries are stored, not compressed, with fixed times, so the hash in the case's stream can be checked by building it again.
/// </summary>
public static class Dossier
{
    /// <summary>The earliest time that a zip can tell.</summary>
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Readable = new(CollectionsJson.Options) { WriteIndented = true, NewLine = "\n" };

    private static readonly JsonSerializerOptions Lines = new(CollectionsJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="rows">The whole stream, from its first fact.</param>
    public static DossierFile Build(IReadOnlyList<StoredRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        List<StoredFact> facts = [.. rows.Select(row => JsonSerializer.Deserialize<StoredFact>(row.Body, CollectionsJson.Options)!)];
        var state = facts.Aggregate((CaseState?)null, (folded, fact) => folded.Evolve(fact))
            ?? throw new InvalidOperationException("A dossier needs a case with facts.");
        (string Name, byte[] Bytes)[] files =
        [
            ("case.json", JsonSerializer.SerializeToUtf8Bytes(state, Readable)),
            ("statement.csv", DossierTables.Statement(facts)),
            ("contacts.csv", DossierTables.Contacts(facts)),
            ("stream.jsonl", Stream(rows)),
        ];
        var manifest = new DossierManifest(state.Key, rows.Count, Convert.ToHexStringLower(rows[^1].Hash), [.. files.Select(file => new DossierEntry(file.Name, file.Bytes.Length, Sha256(file.Bytes)))]);
        var zip = Zip([.. files, ("manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest, Readable))]);
        var name = string.Create(CultureInfo.InvariantCulture, $"{state.Key.Value}/{rows.Count}.zip");
        return new DossierFile(name, zip, Sha256(zip), rows.Count);
    }

    /// <summary>A line a fact: the stored text exactly as it was hashed, and the chain's hash after it.</summary>
    private static byte[] Stream(IReadOnlyList<StoredRow> rows)
    {
        using var lines = new MemoryStream();
        foreach (var row in rows)
        {
            JsonSerializer.Serialize(lines, new StreamLine(row.Sequence, Convert.ToHexStringLower(row.Hash), System.Text.Encoding.UTF8.GetString(row.Body)), Lines);
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    private static byte[] Zip((string Name, byte[] Bytes)[] files)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = EntryTime;
                using var content = entry.Open();
                content.Write(bytes);
            }
        }

        return target.ToArray();
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <param name="Name">Blob name: <c>{case}/{facts}.zip</c>.</param>
/// <param name="Sha256">Of the zip, hexadecimal.</param>
public sealed record DossierFile(string Name, byte[] Bytes, string Sha256, long Facts);

/// <summary><c>manifest.json</c>: what the other files are, and the chain's end that the stream proves.</summary>
/// <param name="ChainHash">Hash of the stream's last fact.</param>
public sealed record DossierManifest(CaseKey Case, long Facts, string ChainHash, IReadOnlyList<DossierEntry> Files);

public sealed record DossierEntry(string Name, long Bytes, string Sha256);

/// <param name="Stored">The stored UTF-8 text of the fact.</param>
public sealed record StreamLine(long Sequence, string Hash, string Stored);
