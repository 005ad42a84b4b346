using System.Text;
using System.Text.Json;
using Collections.Cli.Samples;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Bench.Parse;

/// <summary>The same generated rows, written in one layout and encoding, with the format that reads them.</summary>
internal sealed record ParseInput(string Name, byte[] Data, FormatProfile Format, Encoding Encoding)
{
    public static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task<IReadOnlyList<ParseInput>> MakeAsync(int rows, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("collections-parse-");
        try
        {
            var options = new ExportOptions("DEMO", rows, 2026, 1, Day, 1.0, [0], [0], [0], Utf8);
            await ExportFileWriter.WriteAsync(options, folder.FullName, _ => { }, cancellation);
            var lines = await File.ReadAllLinesAsync(folder.GetFiles("*.csv").Single().FullName, cancellation);
            var format = EmbeddedData.Read<FormatProfile>("formats/canonical-v1.json");
            var text = string.Join("\r\n", lines) + "\r\n";
            return
            [
                new("delimited, UTF-8", Utf8.GetBytes(text), format, Utf8),
                new("delimited, GB18030", Gb18030.GetBytes(text), format with { Encoding = FileEncoding.Gb18030 }, Gb18030),
                Fixed(format, lines),
                Json(format, lines),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>In GB18030, where what a column holds has to be cut before it is decoded.</summary>
    private static ParseInput Fixed(FormatProfile format, string[] lines)
    {
        var cells = lines.Skip(1).Select(line => line.Split(',').Select(Gb18030.GetBytes).ToArray()).ToList();
        var widths = Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length) + 1).ToArray();
        var data = new MemoryStream();
        foreach (var row in cells)
        {
            for (var column = 0; column < widths.Length; column++)
            {
                data.Write(row[column]);
                for (var pad = row[column].Length; pad < widths[column]; pad++) data.WriteByte((byte)' ');
            }

            data.WriteByte((byte)'\n');
        }

        var kind = format.Kinds[ExportKind.Delinquency];
        var start = 1;
        List<ColumnFormat> columns = [];
        for (var column = 0; column < widths.Length; start += widths[column++])
            columns.Add(ByName(kind, lines[0].Split(',')[column]) with { Start = start, Length = widths[column] });
        return new("fixed width, GB18030", data.ToArray(), With(format, kind with { Columns = columns }) with
        {
            Encoding = FileEncoding.Gb18030,
            Header = HeaderForm.None,
            Layout = new FileLayout { Form = LayoutForm.Fixed, RecordLength = widths.Sum() },
        }, Gb18030);
    }

    private static ParseInput Json(FormatProfile format, string[] lines)
    {
        var names = lines[0].Split(',');
        var data = new StringBuilder();
        foreach (var line in lines.Skip(1))
        {
            var members = names.Zip(line.Split(',')).Where(field => field.Second.Length > 0).ToDictionary(field => field.First, field => field.Second);
            data.Append(JsonSerializer.Serialize(members, CollectionsJson.Options)).Append('\n');
        }

        return new("JSON Lines, UTF-8", Utf8.GetBytes(data.ToString()), format with { Header = HeaderForm.None, Layout = new FileLayout { Form = LayoutForm.JsonLines } }, Utf8);
    }

    private static ColumnFormat ByName(KindFormat kind, string name) => kind.Columns.Single(column => column.Name == name);

    private static FormatProfile With(FormatProfile format, KindFormat kind) =>
        format with { Kinds = new Dictionary<ExportKind, KindFormat> { [ExportKind.Delinquency] = kind } };
}
