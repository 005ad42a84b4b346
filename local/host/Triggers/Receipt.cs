using System.Globalization;

namespace Collections.Local.Host.Triggers;

/// <summary>How far the handling of one version of a blob has come.</summary>
internal sealed record Receipt(string ETag, int Attempts, bool IsDone = false, bool IsPoison = false)
{
    public static Receipt Parse(string text)
    {
        var parts = text.Split('|', 3);
        return new Receipt(parts[2], int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1] == "done", parts[1] == "poison");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Attempts}|{(IsDone ? "done" : IsPoison ? "poison" : "open")}|{ETag}");
}
