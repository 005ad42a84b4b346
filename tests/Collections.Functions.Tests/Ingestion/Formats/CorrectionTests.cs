using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Collections.Functions.Ingestion;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion.Formats;

/// <summary>Rejected rows: listed beside their file, and taken in when they come back corrected. (R1.3)</summary>
public sealed class CorrectionTests
{
    [Fact]
    public async Task Rejected_rows_come_back_corrected_in_their_own_form_whatever_the_banks_files_are()
    {
        await using var intake = await Intake.StartAsync(Reading.Day);
        await intake.RunAsync(Reading.Day);
        await intake.UploadAsync("YQBK/YQZH_20260430.txt", await CnCoreTests.SampleAsync("YQZH_20260430_bad.txt"));
        await intake.RunAsync();
        var first = Assert.Single(await intake.ReportsAsync());
        Assert.Equal("YQBK/YQZH_20260430.rejects.csv", first.Rejects);
        var list = await ReadAsync(intake, first.Rejects!);
        Assert.StartsWith("\uFEFFreject_line,reject_byte,reject_field,reject_code,reject_reason,客户号,", list, StringComparison.Ordinal);
        Assert.Contains("'-3", list, StringComparison.Ordinal);

        // Rows 5 and 20 are put right, and one of them still looks like a formula to a spreadsheet.
        var lines = list.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var corrected = string.Join('\n', lines[0], lines[1].Replace("'-3", "64", StringComparison.Ordinal), lines[3].Replace(",12345,", ",'+8613800000001,", StringComparison.Ordinal));
        var data = Encoding.UTF8.GetBytes(corrected);
        await intake.UploadAsync("YQBK/YQZH_20260430.rejects.csv", data);
        await intake.RunAsync();
        Assert.Single(await intake.ReportsAsync());

        var manifest = new Manifest(ExportKind.Delinquency, "YQBK", Reading.Day, 2, false, 2, "117357.00", Convert.ToHexStringLower(SHA256.HashData(data)));
        await intake.MarkAsync("YQBK", "YQZH_20260430.rejects", manifest);
        await intake.RunAsync();

        var second = (await intake.ReportsAsync()).Single(report => report.Sequence == 2);
        Assert.Equal((ImportStatus.Completed, 2L, 0L, 2L), (second.Status, second.Accepted, second.Rejected, second.Opened));
        Assert.NotNull(await intake.CaseAsync(23, institution: "YQBK"));
        Assert.NotNull(await intake.CaseAsync(176, institution: "YQBK"));
    }

    [Fact]
    public async Task A_list_shows_nothing_that_must_not_be_seen_and_runs_nothing()
    {
        await using var intake = await Intake.StartAsync(Reading.Day);
        var text = new ExportText(Reading.Day).Account(1)
            .Account(2, bend: fields => ExportText.With("mobile", "none")(ExportText.With("overdue_reason", "card 6222 0212 3456 7890")(fields)))
            .Account(3, bend: fields => ExportText.With("mobile", "none")(ExportText.With("debtor_name", "=HYPERLINK(1)")(fields)))
            .Account(4, bend: fields => ExportText.With("mobile", "none")(ExportText.With("id_number", "31010119800101001X")(fields)))
            .Line("DEMO,2026-04-30,6222021234567890,6222021234567891");

        var report = await intake.ImportAsync(text, bend: manifest => manifest with { Sequence = 7 });

        Assert.Equal(4, report.Rejected);
        var list = await ReadAsync(intake, report.Rejects!);
        Assert.Contains("card 6222 02** **** 7890", list, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK(1)", list, StringComparison.Ordinal);
        Assert.Contains("310101********001X", list, StringComparison.Ordinal);
        Assert.DoesNotContain("6222021234567890", list, StringComparison.Ordinal);
        Assert.DoesNotContain("6222021234567891", list, StringComparison.Ordinal);
        Assert.Contains(ExportText.Number(2), list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_any_length_is_written_as_it_comes()
    {
        await using var intake = await Intake.StartAsync(Reading.Day);
        var text = new ExportText(Reading.Day);
        for (var i = 1; i <= 12_000; i++) text.Account(i, bend: ExportText.With("mobile", "none"));

        var report = await intake.ImportAsync(text);

        Assert.Equal((ImportStatus.Held, 12_000L), (report.Status, report.Rejected));
        Assert.Equal(12_001, (await ReadAsync(intake, report.Rejects!)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<string> ReadAsync(Intake intake, string blob)
    {
        var container = intake.Host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(Deliveries.Container);
        return (await container.GetBlobClient(blob).DownloadContentAsync()).Value.Content.ToString();
    }
}
