namespace Collections.Local.Host.Sms;

/// <summary>The inbox's page: one document that loads nothing from anywhere else.</summary>
internal static class InboxPage
{
    private static readonly Lazy<string> Template = new(Load);

    /// <param name="nonce">Allows the page's own script and style, and nothing that a message might smuggle in.</param>
    public static string Html(string nonce) => Template.Value.Replace("{{nonce}}", nonce, StringComparison.Ordinal);

    private static string Load()
    {
        using Stream page = typeof(InboxPage).Assembly.GetManifestResourceStream("Collections.Local.Host.Sms.inbox.html")
            ?? throw new InvalidOperationException("The inbox page is not part of the build.");
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }
}
