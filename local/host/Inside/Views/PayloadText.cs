namespace Collections.Local.Host.Inside.Views;

/// <summary>Text that an app or a caller supplied, cut where it would be more than a person reads.</summary>
/// <param name="Text">Its beginning, or all of it.</param>
/// <param name="Length">How many characters it has in all.</param>
internal sealed record PayloadText(string Text, int Length)
{
    private const int Most = 32_000;

    public static PayloadText? Of(string? text, int most = Most) =>
        text is null ? null : new PayloadText(text.Length <= most ? text : text[..most], text.Length);
}
