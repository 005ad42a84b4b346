using System.Text.Json.Serialization;

namespace Collections.Functions.Ingestion;

[JsonConverter(typeof(JsonStringEnumConverter<LayoutForm>))]
public enum LayoutForm
{
    [JsonStringEnumMemberName("delimited")] Delimited,

    /// <summary>Columns by start and length in bytes of the file's own encoding.</summary>
    [JsonStringEnumMemberName("fixed")] Fixed,

    /// <summary>A JSON object to a line.</summary>
    [JsonStringEnumMemberName("json-lines")] JsonLines,
}

/// <summary>How a line becomes fields. A row is always one line: line ends inside quotes are none of a bank's files.</summary>
public sealed record FileLayout
{
    public LayoutForm Form { get; init; } = LayoutForm.Delimited;

    /// <summary>One or more ASCII characters, such as <c>|</c> or <c>|@|</c>.</summary>
    public string Separator { get; init; } = ",";

    /// <summary>Empty: there are no quotes.</summary>
    public string Quote { get; init; } = "\"";

    /// <summary>A separator ends each line, as core systems like to write.</summary>
    public bool SeparatorEndsLine { get; init; }

    /// <summary>Bytes of a fixed-width line; 0: the last column may end early.</summary>
    public int RecordLength { get; init; }

    /// <summary>Fields of a line without header names; 0: as many as the last position says.</summary>
    public int Fields { get; init; }
}

/// <summary>A field of a line: its position in a delimited one, or start and length in bytes in one of fixed width. All count from 1.</summary>
public sealed record FieldPlace
{
    public int Position { get; init; }

    public int Start { get; init; }

    public int Length { get; init; }
}

/// <summary>The last row of a file that says how many rows it has and what they add up to. May have fewer fields than a row.</summary>
public sealed record TrailerRow
{
    /// <summary>What the row begins with: the value of its first field, or of <see cref="MarkAt"/>.</summary>
    public required string Mark { get; init; }

    public FieldPlace? MarkAt { get; init; }

    public required FieldPlace Rows { get; init; }

    /// <summary>Absent: the trailer states no amount.</summary>
    public FieldPlace? Amount { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<SignPlace>))]
public enum SignPlace
{
    [JsonStringEnumMemberName("before")] Before,

    [JsonStringEnumMemberName("behind")] Behind,
}

[JsonConverter(typeof(JsonStringEnumConverter<AmountUnit>))]
public enum AmountUnit
{
    [JsonStringEnumMemberName("units")] Units,

    /// <summary>Whole numbers of cents.</summary>
    [JsonStringEnumMemberName("cents")] Cents,
}

public sealed record NumberForm
{
    public string Decimal { get; init; } = ".";

    /// <summary>Empty: there is none.</summary>
    public string Thousands { get; init; } = "";

    public SignPlace Sign { get; init; } = SignPlace.Before;

    /// <summary>Marks before or behind an amount that is owed, such as <c>DR</c> or <c>借</c>.</summary>
    public IReadOnlyList<string> Debit { get; init; } = [];

    /// <summary>Marks of an amount in the customer's favour, such as <c>CR</c> or <c>贷</c>: it counts as negative.</summary>
    public IReadOnlyList<string> Credit { get; init; } = [];

    public AmountUnit Unit { get; init; } = AmountUnit.Units;
}

/// <summary>One kind of file of a format.</summary>
public sealed record KindFormat
{
    /// <summary>
    /// Names of its files where there is no manifest: <c>YQZH_{date:yyyyMMdd}.txt</c>; also <c>{sequence}</c> (digits) and <c>{any}</c>.
    /// </summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether a file without manifest is complete.</summary>
    public bool Complete { get; init; } = true;

    public required IReadOnlyList<ColumnFormat> Columns { get; init; }

    /// <summary>Header names that may be there and are not read; <c>*</c> is all others.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    public IReadOnlyList<TotalOf> Totals { get; init; } = [];

    internal KindFormat OfCorrections() => this with { Columns = [.. Columns.Select(column => column with { Name = column.Title, Position = 0, Start = 0, Length = 0 })] };
}

/// <summary>Amounts that must add up to another, to the cent. (R1.3)</summary>
public sealed record TotalOf
{
    public required ExportField Total { get; init; }

    public required IReadOnlyList<ExportField> Parts { get; init; }
}

/// <summary>A column and the field it fills; or, with <see cref="Constant"/>, a field that no column fills.</summary>
public sealed record ColumnFormat
{
    public required ExportField Field { get; init; }

    /// <summary>Other fields that the column fills too.</summary>
    public IReadOnlyList<ExportField> Also { get; init; } = [];

    /// <summary>In the header, or in a JSON row.</summary>
    public string? Name { get; init; }

    /// <summary>Other names under which the column comes.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>From 1, in lines without header names.</summary>
    public int Position { get; init; }

    /// <summary>First byte, from 1, in lines of fixed width.</summary>
    public int Start { get; init; }

    public int Length { get; init; }

    /// <summary>A header without it is right.</summary>
    public bool Optional { get; init; }

    public string? Constant { get; init; }

    /// <summary>What an empty field counts as.</summary>
    public string? Default { get; init; }

    /// <summary>The file's values and what they mean here: <c>"是": "yes"</c>. A value that is not among them rejects its row.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    public IReadOnlyList<string>? Dates { get; init; }

    public IReadOnlyList<string>? NoDates { get; init; }

    public NumberForm? Numbers { get; init; }

    /// <summary>How faults and the list of rejected rows call the column.</summary>
    [JsonIgnore]
    internal string Title => Name ?? Field.ToString();
}
