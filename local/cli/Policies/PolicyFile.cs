using System.Globalization;
using Collections.Cli.Commands;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Proof;

namespace Collections.Cli.Policies;

/// <summary>Policy packs by name, of those that ship, or as a JSON file; what a file lies over stands beside it or ships.</summary>
internal static class PolicyFile
{
    /// <summary>The pack, or throws with every problem and its place.</summary>
    public static PolicyPack Read(string pack)
    {
        var (name, load) = Find(pack);
        return PackLayers.Read(name, load, out var faults)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults.Select(fault => $"{pack}: {fault.Path} {fault.Problem}")));
    }

    /// <summary>That it is right, and what it does, or throws with every problem.</summary>
    public static string Check(string file)
    {
        if (!File.Exists(file)) throw new UsageException($"There is no file '{file}'.");
        var pack = Read(file);
        var (_, load) = Find(file);
        var over = PackKind.OverOf(File.ReadAllBytes(file));
        var below = over is null ? null : PackLayers.Read(over, load, out _);
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{file}: pack {pack.Reference}, right; {pack.Rules.Count} rules, calendar {pack.Calendar ?? "none"}, messages stop {pack.MessageMargin.TotalMinutes:0} minutes before a window ends."),
        };
        if (below is not null)
        {
            var tightened = pack.Rules.Count(rule => below.Rules.FirstOrDefault(known => known.Id == rule.Id) is { } known && !ReferenceEquals(known, rule) && known.Source != rule.Source);
            lines.Add($"It lies over {below.Reference}: {pack.Rules.Count - below.Rules.Count} rules are added, {tightened} tightened, none is loosened.");
        }

        lines.AddRange(pack.Rules.Select(rule => $"  {rule.Id,-32} {rule.Status,-10} {RuleText.Of(rule, "en")}"));
        return string.Join(Environment.NewLine, lines);
    }

    private static (string Name, Func<string, byte[]?> Load) Find(string pack)
    {
        if (!File.Exists(pack))
        {
            if (PolicyCatalog.Bytes(pack) is not null) return (pack, PolicyCatalog.Bytes);
            throw new UsageException($"There is no policy pack '{pack}', and no such file. There are: {string.Join(", ", PolicyCatalog.Names)}.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(pack))!;
        var name = Path.GetFileNameWithoutExtension(pack);
        return (name, wanted => wanted == name ? File.ReadAllBytes(pack)
            : Path.Combine(folder, $"{wanted}.json") is var beside && File.Exists(beside) ? File.ReadAllBytes(beside) : PolicyCatalog.Bytes(wanted));
    }
}
