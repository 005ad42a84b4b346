using System.Text.Json;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Ingestion;

namespace Collections.Functions.Tests.Cli;

/// <summary>One delivery with one account: enough for a command to have something to do.</summary>
internal static class SmallExport
{
    public static void WriteTo(string folder)
    {
        var text = new ExportText(new DateOnly(2026, 5, 6));
        text.Account(1, 500m, 8);
        var path = Path.Combine(folder, Intake.NameOf(text));
        File.WriteAllBytes(path + ".csv", text.Data());
        File.WriteAllBytes(path + ".manifest.json", JsonSerializer.SerializeToUtf8Bytes(text.Manifest(), CollectionsJson.Options));
    }
}
