using System.Globalization;

namespace Collections.Local.Host.Triggers;

/// <summary>How far the handling of one version of a blob has come.</summary>
internal sealed record Receipt(string ETag, int Tries, BlobState State)
{
    public bool IsSettled => State != BlobState.Open;

    public static Receipt Parse(string text)
    {
        var parts = text.Split('|', 3);
        var state = parts[1] switch
        {
            "done" => BlobState.Done,
            "poison" => BlobState.Poison,
            _ => BlobState.Open,
        };
        return new Receipt(parts[2], int.Parse(parts[0], CultureInfo.InvariantCulture), state);
    }

    public override string ToString()
    {
        var word = State switch
        {
            BlobState.Open => "open",
            BlobState.Done => "done",
            BlobState.Poison => "poison",
            _ => throw new InvalidOperationException($"Unknown state {State}."),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Tries}|{word}|{ETag}");
    }
}
