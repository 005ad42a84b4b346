using System.Text.Json;
using Collections.Cli.Commands;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Cli.Profiles;

/// <summary>Profiles by name, of those that ship, or as a JSON file.</summary>
internal static class ProfileFile
{
    public static (InstitutionProfile? Institution, FormatProfile Format) Find(string profile)
    {
        if (File.Exists(profile)) return Of(File.ReadAllBytes(profile), profile);
        foreach (var name in (string[])[$"profiles/{profile}.json", $"formats/{profile}.json"])
        {
            if (EmbeddedData.Names(name.Split('/')[0]).Contains(name)) return Of(EmbeddedData.Bytes(name), name);
        }

        var known = EmbeddedData.Names("profiles").Concat(EmbeddedData.Names("formats")).Select(name => Path.GetFileNameWithoutExtension(name)).ToList();
        throw new UsageException($"There is no profile '{profile}', and no such file. {(Nearest.To(profile, known) is { } meant ? $"Did you mean '{meant}'?" : $"There are: {string.Join(", ", known)}.")}");
    }

    /// <summary>That it is right, or throws with every problem.</summary>
    public static string Check(string path)
    {
        if (!File.Exists(path)) throw new UsageException($"There is no file '{path}'.");
        var (institution, format) = Of(File.ReadAllBytes(path), path);
        return institution is not null
            ? $"{path}: a profile of institution {institution.Institution}, right; its format is {format.Name}."
            : $"{path}: format {format.Name}, right; kinds: {string.Join(", ", format.Kinds.Keys.Select(kind => kind.Word()))}.";
    }

    private static (InstitutionProfile? Institution, FormatProfile Format) Of(byte[] json, string name)
    {
        if (!IsInstitution(json)) return (null, Read<FormatProfile>(json, name, static read => read.Faults()));
        var institution = Read<InstitutionProfile>(json, name, static read => read.Faults());
        var beside = Path.Combine(Path.GetDirectoryName(name) ?? "", $"{institution.Format}.json");
        var shipped = $"formats/{institution.Format}.json";
        if (File.Exists(beside) && File.Exists(name)) return (institution, Read<FormatProfile>(File.ReadAllBytes(beside), beside, static read => read.Faults()));
        if (!EmbeddedData.Names("formats").Contains(shipped)) throw new InvalidOperationException($"{name}: $.format: there is no format '{institution.Format}', neither beside the profile nor among those that ship.");
        return (institution, Read<FormatProfile>(EmbeddedData.Bytes(shipped), shipped, static read => read.Faults()));
    }

    private static T Read<T>(byte[] json, string name, Func<T, IEnumerable<ProfileFault>> check) where T : class =>
        ProfileJson.Read(json, check, out var faults) ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults.Select(fault => $"{name}: {fault.Path} {fault.Problem}")));

    private static bool IsInstitution(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.AsMemory(json.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("institution", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
