using Collections.Cli.Commands;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Ingestion;

namespace Collections.Cli.Strategies;

/// <summary>Strategies by name, of those that ship, or as a JSON file; the templates that a file names are those that ship.</summary>
internal static class StrategyFile
{
    /// <summary>The strategy, or throws with every problem and its place.</summary>
    public static Strategy Read(string file)
    {
        if (!File.Exists(file)) throw new UsageException($"There is no file '{file}'.");
        return ProfileJson.Read<Strategy>(File.ReadAllBytes(file), static read => read.Faults(TemplateCatalog.Shipped.Find), out var faults)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults.Select(fault => $"{file}: {fault.Path} {fault.Problem}")));
    }

    /// <summary>A file's strategy, or the newest one of that name that ships.</summary>
    public static Strategy Find(string strategy)
    {
        if (File.Exists(strategy)) return Read(strategy);
        var names = StrategyCatalog.Shipped.Names;
        return StrategyCatalog.Shipped.FindNewest(strategy)
            ?? throw new UsageException($"There is no strategy '{strategy}', and no such file. {(Nearest.To(strategy, names) is { } meant ? $"Did you mean '{meant}'?" : $"There are: {string.Join(", ", names)}.")}");
    }
}
