using System.Globalization;

namespace Collections.Bench.Chaos;

/// <summary>What was done and found, for people. Whatever is found makes the command fail.</summary>
internal sealed class ChaosReport(TextWriter output)
{
    private readonly List<string> findings = [];

    private readonly SortedDictionary<string, long> faults = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, int> scenes = new(StringComparer.Ordinal);

    public int Kills { get; private set; }

    public IReadOnlyList<string> Findings => findings;

    public IReadOnlyDictionary<string, long> Faults => faults;

    public void Say(string line) => output.WriteLine(line);

    public void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    public void Find(string what)
    {
        findings.Add(what);
        output.WriteLine($"FOUND  {what}");
    }

    public void Find(IEnumerable<string> all)
    {
        foreach (var what in all) Find(what);
    }

    /// <summary>Finds fault with what is not as it should be.</summary>
    public void Expect(bool holds, string otherwise)
    {
        if (!holds) Find(otherwise);
    }

    /// <summary>Notes where a kill fell: what the host was at, as far as its file tells.</summary>
    public void Killed(Life life, bool starting, HostFile file)
    {
        Kills++;
        var open = file.OpenActivities;
        foreach (var scene in starting ? ["while starting"] : open.Count == 0 ? ["between activities"] : open.Distinct()) scenes[scene] = scenes.GetValueOrDefault(scene) + 1;
        Take(life);
    }

    public void Take(Life life)
    {
        foreach (var (kind, count) in life.Faults) faults[kind] = faults.GetValueOrDefault(kind) + count;
    }

    public void SayWhereTheyFell()
    {
        Say($"Kills      {Kills}; the host was at {string.Join(", ", scenes.OrderByDescending(scene => scene.Value).Select(scene => $"{scene.Key} {scene.Value}"))}");
        Say($"Faults     {(faults.Count == 0 ? "none" : string.Join(", ", faults.Select(fault => $"{fault.Key} {fault.Value}")))}");
    }
}
