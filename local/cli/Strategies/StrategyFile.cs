using System.Globalization;
using Collections.Cli.Commands;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

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

    /// <summary>A file's strategy, or the newest one of that name that ships, or the version that is named.</summary>
    public static Strategy Find(string strategy)
    {
        if (File.Exists(strategy)) return Read(strategy);
        var names = StrategyCatalog.Shipped.Names;
        return StrategyCatalog.Shipped.FindNewest(strategy) ?? StrategyCatalog.Shipped.All.FirstOrDefault(shipped => shipped.Reference == strategy)
            ?? throw new UsageException($"There is no strategy '{strategy}', and no such file. {(Nearest.To(strategy, names) is { } meant ? $"Did you mean '{meant}'?" : $"There are: {string.Join(", ", names)}.")}");
    }

    /// <summary>What ships, a line each: versions with their stages, and institutions with their strategies.</summary>
    public static IEnumerable<string> List()
    {
        foreach (var strategy in StrategyCatalog.Shipped.All) yield return $"{strategy.Reference,-20} {string.Join(", ", Stages(strategy))}";
        foreach (var file in EmbeddedData.Names("profiles"))
        {
            if (ProfileJson.Read<InstitutionProfile>(EmbeddedData.Bytes(file), static read => read.Faults(), out _) is not { } profile) continue;
            var arms = (profile.Trial?.Arms ?? []).Select(arm => string.Create(CultureInfo.InvariantCulture, $", {profile.Trial!.ReferenceOf(arm)}: {arm.Strategy} ({arm.Share:0.####})"));
            yield return $"{profile.Institution,-20} goes by {profile.Strategy}{string.Concat(arms)}";
        }
    }

    private static IEnumerable<string> Stages(Strategy strategy)
    {
        yield return nameof(Stage.Reminder);
        yield return string.Create(CultureInfo.InvariantCulture, $"{Stage.Negotiation} from day {strategy.Negotiation.From}");
        if (strategy.Uses(Stage.FieldVisit)) yield return string.Create(CultureInfo.InvariantCulture, $"{Stage.FieldVisit} from day {strategy.FieldVisit.From}");
        if (strategy.Uses(Stage.LegalHandoff)) yield return string.Create(CultureInfo.InvariantCulture, $"{Stage.LegalHandoff} after day {strategy.Legal.After}");
        if (strategy.LegalTag is { } tag) yield return string.Create(CultureInfo.InvariantCulture, $"marked for legal on day {tag.From}");
    }
}
