using System.IO.Compression;
using System.Text;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Tests.Ingestion.Formats;

/// <summary>The same row in every layout and encoding that a format can name.</summary>
public sealed class LayoutTests
{
    private const string Row = "李〇〇|A-1|13800000001|1,000.00-|1|20260410|20";

    /// <summary>Columns of <see cref="Row"/> and constants for what it lacks; KEY0 to KEY6 are their places.</summary>
    private const string Columns = """
        { "field": "DebtorName", KEY0 }, { "field": "AccountNumber", "also": ["DebtorNumber"], KEY1 }, { "field": "Mobile", KEY2 },
        { "field": "Principal", "also": ["TotalOverdue", "Balance"], KEY3, "numbers": { "thousands": ",", "sign": "behind" } },
        { "field": "Product", "values": { "1": "credit_card", "2": "mortgage" }, KEY4 },
        { "field": "DueDate", "dates": ["yyyyMMdd", "d/M/yyyy"], KEY5 }, { "field": "DaysPastDue", KEY6 },
        { "field": "Currency", "constant": "CNY" }, { "field": "Interest", "constant": "0" }, { "field": "PenaltyInterest", "constant": "0" }, { "field": "Fees", "constant": "0" }
        """;

    private static readonly string[] Names = ["姓名", "账号", "手机", "欠款", "产品", "到期日", "天数"];

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", "utf-8" }, { "utf-8", "bom" }, { "gb18030", "gb18030" }, { "utf-16", "utf-16le" }, { "utf-16", "utf-16be" }, { "utf-16le", "utf-16le" }, { "utf-16be", "utf-16be" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_delimited_file_is_read_in_every_encoding_with_lines_and_bytes_as_delivered(string encoding, string written)
    {
        var format = Format($"\"encoding\": \"{encoding}\", \"layout\": {{ \"separator\": \"|\" }}", i => $"\"name\": \"{Names[i]}\"");
        var good = Row.Replace("-", "", StringComparison.Ordinal);
        var text = $"{string.Join('|', Names)}\r\n\r\n{good}\r\n{Row}\r\n{good.Replace("A1", "A2", StringComparison.Ordinal)}";

        var bytes = Encode(written, text);
        var read = await Reading.Of(bytes, format);

        Assert.Null(read.Fault);
        Assert.Equal(["A1", "A2"], read.Accounts.Select(row => row.AccountNumber));
        Assert.Equal("李〇〇", read.Accounts[0].DebtorName);
        var fault = Assert.Single(read.Rejected);
        Assert.Equal((4L, "欠款", "negative", "1,000.00-"), (fault.Line, fault.Field, fault.Code, fault.Value));
        Assert.True(bytes.AsSpan((int)fault.Byte).StartsWith(Encode(written, Row, mark: false)));
    }

    [Theory]
    [InlineData("utf-8", 9)]
    [InlineData("gb18030", 6)]
    public async Task Columns_of_fixed_width_are_cut_by_bytes_of_the_files_own_encoding(string encoding, int nameLength)
    {
        (int, int)[] places = [(1, nameLength), (nameLength + 1, 3), (nameLength + 4, 11), (nameLength + 15, 9), (nameLength + 24, 1), (nameLength + 25, 8), (nameLength + 33, 3)];
        var format = Format($"\"encoding\": \"{encoding}\", \"header\": \"none\", \"layout\": {{ \"form\": \"fixed\" }}", i => $"\"start\": {places[i].Item1}, \"length\": {places[i].Item2}");
        const string Line = "李〇〇A-113800000001 1,000.0012026041020";

        var read = await Reading.Of(Encode(encoding, $"{Line}\n{Line.Replace("李〇〇", "李三  ", StringComparison.Ordinal)}\nshort\n"), format);

        Assert.Null(read.Fault);
        Assert.Equal("李〇〇", read.Accounts[0].DebtorName);
        Assert.Equal((1000m, new DateOnly(2026, 4, 10)), (read.Accounts[0].Position.Overdue.Amount, read.Accounts[0].Position.DueDate));
        Assert.Equal("row-length", read.Rejected[^1].Code);
    }

    [Fact]
    public async Task Json_lines_name_their_fields_in_any_order()
    {
        var format = Format("\"header\": \"none\", \"layout\": { \"form\": \"json-lines\" }", i => $"\"name\": \"{Names[i]}\"");
        const string Good = """{"账号":"A1","姓名":"李〇〇","手机":"13800000001","欠款":1000.00,"产品":1,"到期日":"10/4/2026","天数":20}""";

        var read = await Reading.Of(Encoding.UTF8.GetBytes(
            $"{Good}\n{Good[..^1]}\n{Good.Replace("\"A1\"", "[1]", StringComparison.Ordinal)}\n{Good.Replace("姓名", "名", StringComparison.Ordinal)}\n{Good[..^1]},\"天数\":3}}\n[]\n"), format);

        Assert.Null(read.Fault);
        Assert.Equal("李〇〇", Assert.Single(read.Accounts).DebtorName);
        Assert.Equal(["not-json", "not-a-value", "unknown-field", "doubled-field", "not-json"], read.Rejected.Select(fault => fault.Code));
        Assert.Equal([2L, 3, 4, 5, 6], read.Rejected.Select(fault => fault.Line));
    }

    [Fact]
    public async Task Columns_by_position_need_no_header_and_separators_may_be_long()
    {
        var format = Format("\"header\": \"none\", \"layout\": { \"separator\": \"|@|\", \"separatorEndsLine\": true, \"quote\": \"\" }", i => $"\"position\": {i + 1}");

        var line = Row.Replace("-", "", StringComparison.Ordinal).Replace("|", "|@|", StringComparison.Ordinal) + "|@|";
        var read = await Reading.Of(Encoding.UTF8.GetBytes($"{line}\n{line}x\n"), format);

        Assert.Equal("A1", Assert.Single(read.Accounts).AccountNumber);
        Assert.Equal("field-count", Assert.Single(read.Rejected).Code);
    }

    [Fact]
    public async Task A_compressed_file_is_read_as_it_expands_and_hashed_as_it_is()
    {
        var format = Format("\"gzip\": {}, \"layout\": { \"separator\": \"|\" }", i => $"\"name\": \"{Names[i]}\"");
        var packed = Gzip(Encoding.UTF8.GetBytes($"{string.Join('|', Names)}\n{Row.Replace("-", "", StringComparison.Ordinal)}\n"));

        var read = await Reading.Of(packed, format, rows: 1, amount: "1000.00");
        Assert.Null(read.Fault);
        Assert.Single(read.Accounts);

        Assert.Equal("gzip", (await Reading.Of(packed[..^12], format)).Fault?.Code);
        var damaged = packed.ToArray();
        damaged[^6] ^= 0x55;
        Assert.Equal("gzip", (await Reading.Of(damaged, format)).Fault?.Code);
        Assert.Equal("gzip", (await Reading.Of("plain"u8.ToArray(), format)).Fault?.Code);
    }

    [Theory]
    [InlineData("\"unit\": \"cents\"", "100000", "1000.00")]
    [InlineData("\"unit\": \"cents\"", "1000.00", null)]
    [InlineData("\"debit\": [\"DR\", \"借\"], \"credit\": [\"CR\"]", "1000.00DR", "1000.00")]
    [InlineData("\"debit\": [\"DR\", \"借\"], \"credit\": [\"CR\"]", "借 1000.00", "1000.00")]
    [InlineData("\"debit\": [\"DR\"], \"credit\": [\"CR\"]", "1000.00 CR", null)]
    [InlineData("\"decimal\": \",\", \"thousands\": \".\"", "1.000,00", "1000.00")]
    [InlineData("\"decimal\": \",\", \"thousands\": \".\"", "1.00,00", null)]
    [InlineData("\"thousands\": \",\"", "1000.00", "1000.00")]
    [InlineData("\"thousands\": \",\"", "10,00", null)]
    [InlineData("\"sign\": \"behind\"", "1000.00+", "1000.00")]
    [InlineData("\"sign\": \"behind\"", "-1000.00", null)]
    [InlineData("\"decimal\": \".\"", "1e3", null)]
    [InlineData("\"decimal\": \".\"", "1000", "1000.00")]
    [InlineData("\"decimal\": \".\"", "1000.000", null)]
    [InlineData("\"decimal\": \".\"", "９９", null)]
    [InlineData("\"decimal\": \".\"", "1000000000000000", null)]
    public async Task Amounts_are_read_as_the_format_says_or_not_at_all(string numbers, string text, string? amount)
    {
        var format = Format($"\"header\": \"none\", \"numbers\": {{ {numbers} }}, \"layout\": {{ \"separator\": \"|\" }}", i => $"\"position\": {i + 1}", own: false);

        var read = await Reading.Of(Encoding.UTF8.GetBytes(Row.Replace("1,000.00-", text, StringComparison.Ordinal)), format);

        if (amount is null) Assert.Single(read.Rejected);
        else Assert.Equal(amount, Assert.Single(read.Accounts).Position.Overdue.Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static FormatProfile Format(string head, Func<int, string> place, bool own = true)
    {
        var columns = own ? Columns : Columns.Replace(", \"numbers\": { \"thousands\": \",\", \"sign\": \"behind\" }", "", StringComparison.Ordinal);
        for (var i = 0; i < Names.Length; i++) columns = columns.Replace($"KEY{i}", place(i), StringComparison.Ordinal);
        return Reading.Parse(Encoding.UTF8.GetBytes($$"""{ "name": "test", {{head}}, "kinds": { "delinquency": { "columns": [ {{columns}} ] } } }"""));
    }

    private static byte[] Encode(string encoding, string text, bool mark = true) => encoding switch
    {
        "bom" => [.. mark ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(text)],
        "gb18030" => CnCoreTests.Gb18030.GetBytes(text),
        "utf-16le" => [.. mark ? Encoding.Unicode.Preamble.ToArray() : [], .. Encoding.Unicode.GetBytes(text)],
        "utf-16be" => [.. mark ? Encoding.BigEndianUnicode.Preamble.ToArray() : [], .. Encoding.BigEndianUnicode.GetBytes(text)],
        _ => Encoding.UTF8.GetBytes(text),
    };

    internal static byte[] Gzip(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(data);
        return packed.ToArray();
    }
}
