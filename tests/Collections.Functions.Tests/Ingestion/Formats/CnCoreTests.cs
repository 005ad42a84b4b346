using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Ingestion.Formats;

/// <summary>The samples of a Chinese core system: GB18030, separators inside quotes, a trailer for a manifest.</summary>
public sealed class CnCoreTests
{
    private static readonly InstitutionProfile Bank = EmbeddedData.Read<InstitutionProfile>("profiles/YQBK.json");

    [Fact]
    public async Task The_clean_file_is_read_to_the_cent_of_its_trailer()
    {
        var read = await Reading.Of(await SampleAsync("YQZH_20260430.txt"), Reading.Shipped("cn-core"), rows: 200, amount: "9548547.00", profile: Bank);

        Assert.Null(read.Fault);
        Assert.Empty(read.Rejected);
        Assert.Equal((200, 9548547.00m), (read.Accounts.Count, read.Sum));
        var rare = read.Accounts[3];
        Assert.Equal(("罗𬎆", "6200000000000017", new Money(19104m, "CNY")), (rare.DebtorName, rare.AccountNumber, rare.Position.Overdue));
        Assert.Equal("\"幸福里\"小区|3号楼", read.Accounts[5].Address);
        Assert.Equal(new DateOnly(2026, 2, 25), rare.Position.DueDate);
        Assert.Equal(rare.Position.Overdue, rare.Position.Balance);
    }

    [Fact]
    public async Task The_bad_file_loses_exactly_the_rows_that_are_wrong_and_masks_two()
    {
        var data = await SampleAsync("YQZH_20260430_bad.txt");
        var read = await Reading.Of(data, Reading.Shipped("cn-core"), rows: 60, profile: Bank);

        Assert.Null(read.Fault);
        Assert.Equal([5L, 10, 20, 25, 30, 35, 40], read.Rejected.Select(fault => fault.Line - 1));
        Assert.Equal(["negative", "not-an-amount", "not-a-phone", "field-count", "not-a-code", "not-a-date", "parts-differ-from-total"], read.Rejected.Select(fault => fault.Code));
        Assert.Equal("逾期天数", read.Rejected[0].Field);

        // Byte positions are those of the delivered GB18030, not of what it decodes to.
        foreach (var fault in read.Rejected) Assert.StartsWith("D0000", System.Text.Encoding.ASCII.GetString(data, (int)fault.Byte, 9), StringComparison.Ordinal);
        Assert.Equal((53, 60L), (read.Accounts.Count, read.Rows));
        Assert.Equal("310101********123X", read.Accounts.Single(row => row.AccountNumber == "6200000000000136").IdNumber);
        Assert.Equal("622202******7890", read.Accounts.Single(row => row.AccountNumber == "6200000000000442").CardNumber);
    }

    [Fact]
    public async Task A_file_that_ends_in_its_marker_is_taken_in_without_a_manifest_and_once()
    {
        await using var intake = await Intake.StartAsync(Reading.Day);
        await intake.RunAsync(Reading.Day);

        var data = await SampleAsync("YQZH_20260430_bad.txt");
        await intake.UploadAsync("YQBK/YQZH_20260430.txt", data);
        await intake.RunAsync();
        await intake.UploadAsync("YQBK/YQZH_20260430.txt", data);
        await intake.RunAsync();

        var reports = await intake.ReportsAsync();
        Assert.Equal([ImportStatus.Completed, ImportStatus.Duplicate], reports.Select(report => report.Status).Order());
        var report = reports.Single(report => report.Status == ImportStatus.Completed);
        Assert.Equal((60L, 53L, 7L, 53L), (report.Rows, report.Accepted, report.Rejected, report.Opened));
        Assert.Equal((ExportKind.Delinquency, Reading.Day), (report.Kind, report.BusinessDate));
    }

    [Theory]
    [InlineData("", "trailer-missing")]
    [InlineData("合计|1|3,261.00\r\n合计|1|3,261.00\r\n", "trailer-doubled")]
    [InlineData("合计|1|3,261.00\r\nD1|x\r\n", "trailer-not-last")]
    [InlineData("合计|one|3,261.00\r\n", "trailer")]
    [InlineData("合计|2|3,261.00\r\n", "row-count")]
    [InlineData("合计|1|3,261.01\r\n", "amount-sum")]
    public async Task A_file_whose_trailer_is_not_as_it_should_be_is_held(string trailer, string code)
    {
        await using var intake = await Intake.StartAsync(Reading.Day);
        await intake.RunAsync(Reading.Day);
        var text = Gb18030.GetString(await SampleAsync("YQZH_20260430.txt")).Split("\r\n");

        await intake.UploadAsync("YQBK/YQZH_20260430.txt", Gb18030.GetBytes($"{text[0]}\r\n{text[1]}\r\n{trailer}"));
        await intake.RunAsync();

        var report = Assert.Single(await intake.ReportsAsync());
        Assert.Equal((ImportStatus.Held, code), (report.Status, Assert.Single(report.Reasons).Code));
    }

    internal static System.Text.Encoding Gb18030 { get; } = System.Text.CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    internal static string Repository { get; } = Root();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Collections.Functions.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    internal static Task<byte[]> SampleAsync(string name) => File.ReadAllBytesAsync(Path.Combine(Repository, "samples", "cn-core", name));
}
