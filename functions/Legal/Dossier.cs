using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal;

/// <summary>
/// The package for the court: contract, parties, statement of the debt, all contacts with the verdict on each, promises, plans, visits, what interrupted the limitation
/// period, approvals, and the stream with its hashes as proof. (R3.4) The same facts and data give the same bytes: entries are stored, not compressed, with fixed times.
/// </summary>
public static class Dossier
{
    /// <summary>The earliest time that a zip can tell.</summary>
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<StoredFact> Facts(IReadOnlyList<StoredRow> rows) => [.. rows.Select(row => JsonSerializer.Deserialize<StoredFact>(row.Body, CollectionsJson.Options)!)];

    /// <param name="rows">The whole stream, from its first fact.</param>
    /// <param name="material">What stands in the debtor's partition; null: nothing of it.</param>
    public static DossierFile Build(IReadOnlyList<StoredRow> rows, DossierMaterial? material = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var facts = Facts(rows);
        material ??= DossierMaterial.None;
        var state = facts.Aggregate((CaseState?)null, (folded, fact) => folded.Evolve(fact))
            ?? throw new InvalidOperationException("A dossier needs a case with facts.");
        (string Name, byte[] Bytes)[] files =
        [
            ("case.json", DossierPapers.Readably(state)),
            ("contract.json", DossierPapers.Contract(state, facts, material)),
            ("parties.json", DossierPapers.Parties(material)),
            ("statement.csv", DossierTables.Statement(facts)),
            ("contacts.csv", DossierTables.Contacts(facts)),
            ("proofs.jsonl", DossierPapers.Proofs(material)),
            ("promises.csv", DossierLists.Promises(facts)),
            ("plans.csv", DossierLists.Plans(facts)),
            ("visits.csv", DossierLists.Visits(facts)),
            ("interruptions.csv", DossierLists.Interruptions(facts)),
            ("approvals.csv", DossierLists.Approvals(facts)),
            ("proceedings.csv", DossierLists.Proceedings(facts)),
            ("stream.jsonl", Stream(rows)),
        ];
        var manifest = new DossierManifest(state.Key, rows.Count, Convert.ToHexStringLower(rows[^1].Hash), [.. files.Select(file => new DossierEntry(file.Name, file.Bytes.Length, Sha256(file.Bytes)))]);
        var zip = Zip([.. files, ("manifest.json", DossierPapers.Readably(manifest))]);
        var hash = Sha256(zip);
        var name = string.Create(CultureInfo.InvariantCulture, $"{state.Key.Value}/{rows.Count}-{hash[..12]}.zip");
        return new DossierFile(name, zip, hash, rows.Count);
    }

    /// <summary>A line a fact: the stored text exactly as it was hashed, and the chain's hash after it.</summary>
    private static byte[] Stream(IReadOnlyList<StoredRow> rows)
    {
        using var lines = new MemoryStream();
        foreach (var row in rows)
        {
            DossierPapers.Line(lines, new StreamLine(row.Sequence, Convert.ToHexStringLower(row.Hash), System.Text.Encoding.UTF8.GetString(row.Body)));
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

/// <param name="Name">Blob name: <c>{case}/{facts}-{hash}.zip</c>, so that another content never takes its place.</param>
/// <param name="Sha256">Of the zip, hexadecimal.</param>
public sealed record DossierFile(string Name, byte[] Bytes, string Sha256, long Facts);

/// <summary><c>manifest.json</c>: what the other files are, and the chain's end that the stream proves.</summary>
/// <param name="ChainHash">Hash of the stream's last fact.</param>
public sealed record DossierManifest(CaseKey Case, long Facts, string ChainHash, IReadOnlyList<DossierEntry> Files);

public sealed record DossierEntry(string Name, long Bytes, string Sha256);

/// <param name="Stored">The stored UTF-8 text of the fact.</param>
public sealed record StreamLine(long Sequence, string Hash, string Stored);
