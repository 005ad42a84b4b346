namespace Collections.Functions.Ingestion.Reading;

internal enum CutState
{
    Cut,

    /// <summary>The line is a row that is wrong: <see cref="LineCutter.Problem"/> says why.</summary>
    BadRow,

    /// <summary>The bytes are not of the file's encoding: the file is not what it is taken for.</summary>
    BadBytes,
}

/// <summary>Turns a raw line into fields in UTF-8.</summary>
internal abstract class LineCutter
{
    /// <summary>Code and reason of the last <see cref="CutState.BadRow"/>.</summary>
    public (string Code, string Reason) Problem { get; protected set; }

    /// <param name="buffer">Where the line stands; it may be changed there.</param>
    public abstract CutState Cut(byte[] buffer, int start, int length, RowCells cells);

    public static LineCutter Of(FormatProfile format, IReadOnlyList<ColumnFormat> columns, IReadOnlyList<string> ignore, LineDecoder decoder) => format.Layout.Form switch
    {
        LayoutForm.Delimited => new DelimitedCutter(format.Layout, format.Encoding == FileEncoding.Utf8 ? null : decoder),
        LayoutForm.Fixed => new FixedWidthCutter(format.Layout, columns, decoder),
        LayoutForm.JsonLines => new JsonLinesCutter(columns, ignore),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
