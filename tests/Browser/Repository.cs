namespace Collections.Tests.Browser;

/// <summary>The folder that all of this lies in, seen from where the tests were built.</summary>
public static class Repository
{
    private static readonly Lazy<string> Root = new(Find);

    public static string Path(string file) => System.IO.Path.Combine(Root.Value, file);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Collections.Functions.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
