using System.Reflection;

namespace Collections.Local.Host.Storage;

/// <summary>Finds the Azurite that the build installed with npm into the repository's <c>node_modules</c>.</summary>
internal static class AzuriteInstallation
{
    private const string Script = "node_modules/azurite/dist/src/azurite.js";

    /// <summary>The full path of Azurite's start script.</summary>
    /// <exception cref="FileNotFoundException">Azurite is not installed; the message says how to install it.</exception>
    public static string FindScript() =>
        Roots().Select(root => Path.Combine(root, Script)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(
            $"Azurite is not installed: {Script} was not found above {AppContext.BaseDirectory}"
            + (BuildRoot is null ? "" : $" nor in {BuildRoot}")
            + ". Run \"npm ci\" in the repository's root (it needs Node 20 or later), or build again: the build does it.", Script);

    private static string? BuildRoot { get; } = typeof(AzuriteInstallation).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "RepositoryRoot")?.Value;

    private static IEnumerable<string> Roots()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
        if (BuildRoot is not null)
            yield return BuildRoot;
    }
}
