using Collections.Functions.Cases;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Contact;

/// <summary>A policy pack as it is written: one JSON file.</summary>
public sealed record PackDocument
{
    /// <summary>1 to 64 letters, digits and - _ .</summary>
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Whose law or rule it is, in a sentence.</summary>
    public required string About { get; init; }

    /// <summary>The pack that it tightens.</summary>
    public string? Over { get; init; }

    /// <summary>Market whose calendar its rules ask; an overlay takes that of what it lies over.</summary>
    public string? Calendar { get; init; }

    /// <summary>IANA names of the time zones in which somebody may be whose region is not known; an overlay may only add to them.</summary>
    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>Minutes before a window's end at which sending stops; an overlay may only make them more.</summary>
    public int? MessageMarginMinutes { get; init; }

    /// <summary>Purposes that an opt-out closes on its channel; an overlay may only add to them.</summary>
    public IReadOnlyList<Purpose>? OptOutBinds { get; init; }

    /// <summary>In order of judgement.</summary>
    public required IReadOnlyList<PackRule> Rules { get; init; }

    /// <summary>What is wrong with it by itself.</summary>
    public IEnumerable<ProfileFault> Faults()
    {
        if (!Governance.GovernedDocuments.IsName(Name)) yield return new("$.name", "is 1 to 64 letters, digits and - _ .");
        if (Version.Length is 0 or > 32) yield return new("$.version", "is 1 to 32 characters");
        if (Over == Name) yield return new("$.over", "is the pack itself");
        if (Zones is [] || Zones?.FirstOrDefault(zone => !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) is not null) yield return new("$.zones", "names one or more IANA time zones");
        if (MessageMarginMinutes is < 0 or > 240) yield return new("$.messageMarginMinutes", "is 0 to 240 minutes");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Rules.Count; i++)
        {
            var rule = Rules[i];
            if (rule.Id.Length == 0) yield return new(PathOf(i), "needs an 'id'");
            if (!names.Add(rule.Id)) yield return new(PathOf(i), $"is the second of two rules named '{rule.Id}'");
            if (string.IsNullOrWhiteSpace(rule.Source)) yield return new(PathOf(i), $"'{rule.Id}' needs a 'source'");
            if (rule.Fault() is { } fault) yield return new(PathOf(i), $"'{rule.Id}' {fault}");
        }
    }

    internal static string PathOf(int rule) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"$.rules[{rule}]");
}
