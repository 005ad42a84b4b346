using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Collections.Functions.Ingestion;
using Collections.Functions.Tests.Ingestion.Formats;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion.Hostile;

/// <summary>Whatever is dropped ends in a report that says what is wrong and where, in bounded memory, with nothing half done.</summary>
public sealed class HostileFileTests
{
    public static TheoryData<string> HeldNames => [.. HostileFiles.Held.Keys];

    public static TheoryData<string> RejectedNames => [.. HostileFiles.Rejected.Keys];

    [Theory]
    [MemberData(nameof(HeldNames))]
    public async Task A_hostile_file_is_held_with_its_reason_and_changes_nothing(string name)
    {
        var (make, code) = HostileFiles.Held[name];
        await using var intake = await Intake.StartAsync(Formats.Reading.Day);
        await intake.RunAsync(Formats.Reading.Day);
        var data = make();

        await DropAsync(intake, data, 3, "3000.00");

        var report = Assert.Single(await intake.ReportsAsync());
        Assert.Equal((ImportStatus.Held, code), (report.Status, Assert.Single(report.Reasons).Code));
        Assert.Equal(0, report.Accepted);
        for (var account = 1; account <= 4; account++) Assert.Null(await intake.CaseAsync(account));
        Assert.Empty(await BlobsAsync(intake, Staging.Container));
    }

    [Theory]
    [MemberData(nameof(RejectedNames))]
    public async Task A_hostile_row_is_rejected_alone(string name)
    {
        var (column, value, code) = HostileFiles.Rejected[name];
        byte[] data = [.. HostileFiles.Rows(2), .. HostileFiles.Row(3, column, value), .. HostileFiles.Row(4, "region", "310000")];

        var read = await Formats.Reading.Of(data, Formats.Reading.Shipped("canonical-v1"));

        Assert.Null(read.Fault);
        var fault = Assert.Single(read.Rejected);
        Assert.Equal((4L, code), (fault.Line, fault.Code));
        Assert.True(fault.Value.Length <= 64);
        Assert.Equal(3, read.Accounts.Count);
        Assert.Equal(data.AsSpan().IndexOf(HostileFiles.Row(3, column, value)), fault.Byte);
    }

    [Fact]
    public async Task A_line_of_a_hundred_megabytes_is_left_after_the_first_of_them()
    {
        var endless = new EndlessStream(Encoding.UTF8.GetBytes(ExportText.AccountHeader + "\n"), (byte)'x', 100_000_000);

        var read = await Formats.Reading.Of([], Formats.Reading.Shipped("canonical-v1"), stream: endless);

        Assert.Equal("unreadable", read.Fault?.Code);
        Assert.Contains("Line 2", read.Fault?.Detail, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 1, 1_000_000);
    }

    [Fact]
    public async Task A_bomb_of_gzip_is_left_when_it_expands_beyond_the_formats_limits()
    {
        var format = Formats.Reading.Shipped("canonical-v1") with { Gzip = new GzipLimits() };
        var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(ExportText.AccountHeader));
            var lines = new byte[1 << 20];
            Array.Fill(lines, (byte)'\n');
            for (var i = 0; i < 64; i++) gzip.Write(lines);
        }

        Assert.Equal("gzip-limit", (await Formats.Reading.Of(bomb.ToArray(), format)).Fault?.Code);
        Assert.Equal("gzip-limit", (await Formats.Reading.Of(bomb.ToArray(), format with { Gzip = new GzipLimits { MaxRatio = 100_000, MaxBytes = 1 << 20 } })).Fault?.Code);
        Assert.Null((await Formats.Reading.Of(bomb.ToArray(), format with { Gzip = new GzipLimits { MaxRatio = 100_000 } })).Fault);
    }

    [Fact]
    public async Task A_file_whose_lines_end_in_carriage_returns_is_read_as_any_other()
    {
        var text = Encoding.UTF8.GetString(HostileFiles.Rows(3)).Replace("\r\n", "\r", StringComparison.Ordinal);

        var read = await Formats.Reading.Of(Encoding.UTF8.GetBytes(text), Formats.Reading.Shipped("canonical-v1"), rows: 3, amount: "3000.00");

        Assert.Null(read.Fault);
        Assert.Equal(3, read.Accounts.Count);
    }

    [Theory]
    [InlineData("canonical-v1")]
    [InlineData("cn-core")]
    public async Task Bytes_changed_anywhere_end_in_a_report_and_every_row_is_counted_once(string name)
    {
        var format = Formats.Reading.Shipped(name);
        var clean = name == "cn-core" ? (await CnCoreTests.SampleAsync("YQZH_20260430.txt"))[..8000] : HostileFiles.Rows(20);
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, clean.Length - 1).Zip(Gen.Choose(0, 255)), 8).ToArbitrary(), changes =>
        {
            var data = clean.ToArray();
            foreach (var (at, value) in changes) data[at] = (byte)value;
            var read = Read(data, format);
            return read.Accounts.Count + read.Rejected.Count == read.Rows || read.Fault is not null;
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>From memory nothing is ever waited for.</summary>
    private static Formats.Reading Read(byte[] data, FormatProfile format) => Formats.Reading.Of(data, format).GetAwaiter().GetResult();

    private static async Task DropAsync(Intake intake, byte[] data, int rows, string amount)
    {
        await intake.UploadAsync("DEMO/delinquency-20260430.csv", data);
        var manifest = new Manifest(ExportKind.Delinquency, "DEMO", Formats.Reading.Day, 1, true, rows, amount, Convert.ToHexStringLower(SHA256.HashData(data)));
        await intake.MarkAsync("DEMO", "delinquency-20260430", manifest);
        await intake.RunAsync();
    }

    private static async Task<IReadOnlyList<string>> BlobsAsync(Intake intake, string container)
    {
        var found = intake.Host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(container);
        if (!await found.ExistsAsync()) return [];
        List<string> names = [];
        await foreach (var blob in found.GetBlobsAsync()) names.Add(blob.Name);
        return names;
    }
}

/// <summary>A head, then one byte again and again; counts what was taken.</summary>
internal sealed class EndlessStream(byte[] head, byte rest, long length) : Stream
{
    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var given = (int)Math.Min(count, head.Length + length - Given);
        for (var i = 0; i < given; i++, Given++) buffer[offset + i] = Given < head.Length ? head[Given] : rest;
        return given;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
