using System.Security.Cryptography;

namespace Collections.Cli.Samples;

/// <summary>Streams a day's delinquency snapshot into a folder, the manifest last.</summary>
internal static class ExportFileWriter
{
    private const int Buffer = 1 << 20;

    /// <param name="written">Told of the rows written so far, now and then.</param>
    public static async Task<GeneratedExport> WriteAsync(ExportOptions options, string folder, Action<long> written, CancellationToken cancellation)
    {
        const int Every = 65_536;
        var day = options.Date;
        var stem = Path.Combine(folder, $"delinquency-{day:yyyyMMdd}");
        var (data, marker) = (stem + ".csv", stem + ".manifest.json");

        // A marker that lies there already would vouch for half a file.
        File.Delete(marker);
        var (rows, amount) = (0L, 0m);
        using var hash = SHA256.Create();
        await using (var file = new FileStream(data, FileMode.Create, FileAccess.Write, FileShare.Read, Buffer))
        await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write))
        await using (var text = new StreamWriter(hashed, options.Encoding, Buffer) { NewLine = "\n" })
        {
            await text.WriteLineAsync(SampleRows.AccountHeader);
            foreach (var account in new ExportPortfolio(options).Accounts())
            {
                await text.WriteLineAsync(SampleRows.Of(account, options.Institution, day));
                amount += account.Overdue(day);
                if (++rows % Every != 0) continue;
                cancellation.ThrowIfCancellationRequested();
                written(rows);
            }
        }

        await File.WriteAllBytesAsync(marker, SampleRows.Manifest("delinquency", options.Institution, day, rows, amount, Convert.ToHexStringLower(hash.Hash!)), cancellation);
        return new GeneratedExport(data, marker, rows, new FileInfo(data).Length);
    }
}

/// <param name="Data">Path of the data file.</param>
/// <param name="Marker">Path of its manifest.</param>
internal sealed record GeneratedExport(string Data, string Marker, long Rows, long Bytes);
