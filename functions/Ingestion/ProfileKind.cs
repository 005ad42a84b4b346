using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Governance;

namespace Collections.Functions.Ingestion;

/// <summary>Institution profiles as governed documents, each under its institution's code. (R1.1, R5.10)</summary>
public sealed class ProfileKind : IGovernedKind
{
    public const string Profiles = "profiles";

    public string Kind => Profiles;

    public async Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (Read(name, json, out var faults) is not { } profile) return faults;
        var problems = new List<ProfileFault>();
        if (!FormatFaults.IsName(profile.Format) || await others.FindAsync(FormatKind.Formats, profile.Format, cancellation) is null) problems.Add(new("$.format", "is not a format in force"));
        if (profile.Pack is { } pack && await others.FindAsync(PackKind.Packs, pack, cancellation) is null) problems.Add(new("$.pack", "is not a policy pack in force"));
        if (!await StrategyKind.IsThereAsync(profile.Strategy, others, cancellation)) problems.Add(new("$.strategy", "is not a strategy in force, nor a version of one that was let in"));
        foreach (var (at, arm) in (profile.Trial?.Arms ?? []).Index())
        {
            if (!await StrategyKind.IsThereAsync(arm.Strategy, others, cancellation)) problems.Add(new(FormattableString.Invariant($"$.trial.arms[{at}].strategy"), "is not a strategy in force, nor a version of one that was let in"));
        }

        return problems;
    }

    /// <summary>The profile, or null with what is wrong with it.</summary>
    public static InstitutionProfile? Read(string institution, byte[] json, out IReadOnlyList<ProfileFault> faults)
    {
        var profile = ProfileJson.Read<InstitutionProfile>(json, static read => read.Faults(), out faults);
        if (profile is null || profile.Institution == institution) return profile;
        faults = [new ProfileFault("$.institution", "is not the institution of the address")];
        return null;
    }
}

/// <summary>Formats as governed documents. (R1.1, R5.10)</summary>
public sealed class FormatKind : IGovernedKind
{
    public const string Formats = "formats";

    public string Kind => Formats;

    public Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation)
    {
        Read(name, json, out var faults);
        return Task.FromResult(faults);
    }

    /// <summary>The format, or null with what is wrong with it.</summary>
    public static FormatProfile? Read(string name, byte[] json, out IReadOnlyList<ProfileFault> faults)
    {
        var format = ProfileJson.Read<FormatProfile>(json, static read => read.Faults(), out faults);
        if (format is null || format.Name == name) return format;
        faults = [new ProfileFault("$.name", "is not the name of the address")];
        return null;
    }
}
