using System.Text.Json.Serialization;

namespace Collections.Functions.Ingestion;

/// <summary>
/// How a family of files is written: layout, encoding, columns by kind of file and what they mean, and the marker that says a file is whole. Ships in
/// <c>data/formats/</c>; blob <c>profiles/formats/{name}.json</c> overrides or adds one, so that a new bank needs no code. (R1.1)
/// </summary>
public sealed record FormatProfile
{
    public required string Name { get; init; }

    public FileLayout Layout { get; init; } = new();

    public FileEncoding Encoding { get; init; } = FileEncoding.Utf8;

    /// <summary>Set: files are gzip. Unset: they are not.</summary>
    public GzipLimits? Gzip { get; init; }

    public HeaderForm Header { get; init; } = HeaderForm.Names;

    /// <summary>Of the data file, where a manifest is the marker.</summary>
    public string Extension { get; init; } = ".csv";

    /// <summary>What replaces the extension in the manifest's name.</summary>
    public string Manifest { get; init; } = ".manifest.json";

    /// <summary>Set: the marker is the file's last row, and there is no manifest.</summary>
    public TrailerRow? Trailer { get; init; }

    /// <summary>Whether rows and amount of the marker count rejected rows too.</summary>
    public bool TotalsCoverRejected { get; init; } = true;

    /// <summary>How dates are written where a column does not say: <c>yyyy</c>, <c>MM</c> or <c>M</c>, <c>dd</c> or <c>d</c>, and other characters as they are.</summary>
    public IReadOnlyList<string> Dates { get; init; } = ["yyyy-MM-dd"];

    /// <summary>Dates that mean "none", such as <c>00000000</c> or <c>99991231</c>.</summary>
    public IReadOnlyList<string> NoDates { get; init; } = [];

    /// <summary>How amounts and numbers are written where a column does not say.</summary>
    public NumberForm Numbers { get; init; } = new();

    public required IReadOnlyDictionary<ExportKind, KindFormat> Kinds { get; init; }

    [JsonIgnore]
    internal bool IsDelimited => Layout.Form == LayoutForm.Delimited;

    /// <summary>The form in which rejected rows come back, corrected: CSV in UTF-8 with this format's own columns. (R1.3)</summary>
    internal FormatProfile OfCorrections(char separator) => this with
    {
        Layout = new FileLayout { Separator = separator.ToString() },
        Encoding = FileEncoding.Utf8,
        Gzip = null,
        Header = HeaderForm.Names,
        Trailer = null,
        Kinds = Kinds.ToDictionary(kind => kind.Key, kind => kind.Value.OfCorrections()),
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<FileEncoding>))]
public enum FileEncoding
{
    [JsonStringEnumMemberName("utf-8")] Utf8,

    [JsonStringEnumMemberName("gb18030")] Gb18030,

    /// <summary>In the order that the byte order mark tells; without one little end first.</summary>
    [JsonStringEnumMemberName("utf-16")] Utf16,

    [JsonStringEnumMemberName("utf-16le")] Utf16LittleEndian,

    [JsonStringEnumMemberName("utf-16be")] Utf16BigEndian,
}

/// <summary>What the first line is: the columns' names; nothing special, columns have positions; or something to pass over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HeaderForm>))]
public enum HeaderForm
{
    [JsonStringEnumMemberName("names")] Names,

    [JsonStringEnumMemberName("none")] None,

    [JsonStringEnumMemberName("skip")] Skip,
}

/// <summary>How far a compressed file may expand before it is held.</summary>
public sealed record GzipLimits
{
    public long MaxBytes { get; init; } = 8L << 30;

    /// <summary>Expanded bytes for each byte of the file; what core systems write is rarely above 30. Applies above 1 MiB.</summary>
    public int MaxRatio { get; init; } = 200;
}
