using System.Text;

namespace Collections.Functions.Tests.Ingestion.Hostile;

/// <summary>Files that no bank means to send, made here because some are large. Each by name: what it is, and how it must end.</summary>
internal static class HostileFiles
{
    private static readonly DateOnly Day = new(2026, 4, 30);

    /// <summary>Wrong as a whole: the code of the reason for which the file is held.</summary>
    public static IReadOnlyDictionary<string, (Func<byte[]> Make, string Code)> Held { get; } = new Dictionary<string, (Func<byte[]>, string)>
    {
        ["another encoding half-way"] = (() => [.. Rows(3), .. Row(4, "debtor_name", "X")[..^3], 0xC0, 0xEE, .. "\r\n"u8], "encoding"),
        ["NUL bytes"] = (() => [.. Rows(3), .. Row(4, "address", "a\0b")], "nul-bytes"),
        ["a disk's zeros behind the rows"] = (() => [.. Rows(3), .. new byte[5000]], "nul-bytes"),
        ["a line of a megabyte"] = (() => [.. Rows(3), .. Row(4, "address", new string('x', 1_000_000))], "unreadable"),
        ["a header of ten thousand columns"] = (() => Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("a", 10_000)) + "\r\n"), "too-many-columns"),
        ["a doubled header"] = (() => Replaced("fees", "interest"), "wrong-header"),
        ["a header with an invisible mark"] = (() => Replaced("fees", "fees\u200F"), "wrong-header"),
        ["nothing"] = (() => [], "empty-file"),
        ["a byte order mark alone"] = (() => [0xEF, 0xBB, 0xBF], "empty-file"),
        ["line ends alone"] = (() => "\r\n\n\r\r\n"u8.ToArray(), "empty-file"),
        ["a cut-off character at the end"] = (() => [.. Rows(3), .. Row(4, "debtor_name", "X")[..^2], 0xE5, 0xBC], "encoding"),
        ["UTF-16 where UTF-8 is said"] = (() => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Rows(3)))], "nul-bytes"),
        ["gzip where none is said"] = (() => Formats.LayoutTests.Gzip(Rows(3)), "unreadable"),
    };

    /// <summary>Wrong in one row among three good ones: the code for which it is rejected.</summary>
    public static IReadOnlyDictionary<string, (string Column, string Value, string Code)> Rejected { get; } = new Dictionary<string, (string, string, string)>
    {
        ["a number beyond all"] = ("interest", "1e400", "not-an-amount"),
        ["not a number"] = ("interest", "NaN", "not-an-amount"),
        ["endless digits"] = ("interest", new string('9', 400), "not-an-amount"),
        ["a hexadecimal number"] = ("days_past_due", "0x28", "not-a-number"),
        ["an Arabic digit"] = ("days_past_due", "٤٠", "not-a-number"),
        ["full-width digits"] = ("days_past_due", "４０", "not-a-number"),
        ["a number beyond 32 bits"] = ("days_past_due", "4294967336", "not-a-number"),
        ["text that runs backwards"] = ("debtor_name", "王\u202Eabc", "control-character"),
        ["a bell"] = ("address", "a\ab", "control-character"),
        ["an unseen space"] = ("debtor_name", "王\u200B明", "control-character"),
        ["a quote that never ends"] = ("address", "\"12 Road", "quotes"),
        ["text behind a quote"] = ("address", "\"12\" Road", "quotes"),
        ["ten thousand fields"] = ("address", new string(',', 10_000), "field-count"),
        ["a formula"] = ("mobile", "=cmd|' /C calc'!A0", "not-a-phone"),
        ["a day before the calendar"] = ("due_date", "0000-00-00", "not-a-date"),
        ["a day in another calendar"] = ("due_date", "1447-11-12", "out-of-range"),
    };

    public static byte[] Rows(int count)
    {
        var text = new ExportText(Day);
        for (var i = 1; i <= count; i++) text.Account(i);
        return text.Data();
    }

    public static byte[] Row(int number, string column, string value) =>
        [.. new ExportText(Day).Account(number, bend: ExportText.With(column, value)).Data().AsSpan(Encoding.UTF8.GetByteCount(ExportText.AccountHeader) + 2)];

    private static byte[] Replaced(string old, string with) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Rows(3)).Replace(old, with, StringComparison.Ordinal));
}
