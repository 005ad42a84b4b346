using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Ingestion;

/// <param name="Problems">What is wrong with it: such an institution's files are refused.</param>
public sealed record ProfileEntry(string Institution, string? Format, string? SavedBy, string? SavedAt, IReadOnlyList<ProfileFault> Problems);

/// <summary>Where a new bank is set up: institutions and formats, checked before they are saved.</summary>
public sealed class ProfileFunctions(ProfileStore store, InstitutionProfiles profiles)
{
    private const int LargestBody = 256 * 1024;

    [Function(nameof(ListProfiles))]
    [Roles(Roles.Administrator)]
    public async Task<IResult> ListProfiles([HttpTrigger("get", Route = "profiles")] HttpRequest request, CancellationToken cancellation)
    {
        List<ProfileEntry> entries = [];
        foreach (var institution in await store.InstitutionsAsync(cancellation))
        {
            if (await store.FindAsync($"{institution}.json", $"profiles/{institution}.json", cancellation) is not { } stored) continue;
            var profile = ProfileJson.Read<InstitutionProfile>(stored.Json, static read => read.Faults(), out var faults);
            entries.Add(new ProfileEntry(institution, profile?.Format, stored.SavedBy, stored.SavedAt, faults));
        }

        return Answers.Ok(entries);
    }

    [Function(nameof(GetProfile))]
    [Roles(Roles.Administrator)]
    public Task<IResult> GetProfile([HttpTrigger("get", Route = "profiles/{institution}")] HttpRequest request, string institution, CancellationToken cancellation) =>
        GetAsync(request, Checked(institution), $"{institution}.json", $"profiles/{institution}.json", cancellation);

    [Function(nameof(PutProfile))]
    [Roles(Roles.Administrator)]
    public async Task<IResult> PutProfile([HttpTrigger("put", Route = "profiles/{institution}")] HttpRequest request, string institution, CancellationToken cancellation)
    {
        var json = await request.JsonBytesAsync(LargestBody, cancellation);
        var profile = ProfileJson.Read<InstitutionProfile>(json, static read => read.Faults(), out var faults);
        List<ProfileFault> problems = [.. faults];
        if (profile is not null && profile.Institution != institution) problems.Add(new ProfileFault("$.institution", "is not the institution of the address"));
        if (profile is not null && await profiles.FormatFaultAsync(profile.Format, cancellation) is { } fault) problems.Add(new ProfileFault("$.format", fault));
        return await SaveAsync(request, Checked(institution), $"{institution}.json", $"profiles/{institution}.json", json, problems, cancellation);
    }

    [Function(nameof(GetFormat))]
    [Roles(Roles.Administrator)]
    public Task<IResult> GetFormat([HttpTrigger("get", Route = "formats/{name}")] HttpRequest request, string name, CancellationToken cancellation) =>
        GetAsync(request, FormatFaults.IsName(name), $"formats/{name}.json", $"formats/{name}.json", cancellation);

    [Function(nameof(PutFormat))]
    [Roles(Roles.Administrator)]
    public async Task<IResult> PutFormat([HttpTrigger("put", Route = "formats/{name}")] HttpRequest request, string name, CancellationToken cancellation)
    {
        var json = await request.JsonBytesAsync(LargestBody, cancellation);
        var format = ProfileJson.Read<FormatProfile>(json, static read => read.Faults(), out var faults);
        List<ProfileFault> problems = [.. faults];
        if (format is not null && format.Name != name) problems.Add(new ProfileFault("$.name", "is not the name of the address"));
        return await SaveAsync(request, FormatFaults.IsName(name), $"formats/{name}.json", $"formats/{name}.json", json, problems, cancellation);
    }

    private static bool Checked(string institution) => InstitutionProfiles.IsCode(institution);

    private async Task<IResult> GetAsync(HttpRequest request, bool isName, string blob, string shipped, CancellationToken cancellation)
    {
        var stored = isName ? await store.FindAsync(blob, shipped, cancellation) : null;
        if (stored is null) throw RefusedException.NotFound("profile");
        request.HttpContext.Response.Headers.ETag = stored.Version;
        return Results.Bytes(stored.Json, "application/json");
    }

    private async Task<IResult> SaveAsync(
        HttpRequest request, bool isName, string blob, string shipped, byte[] json, List<ProfileFault> problems, CancellationToken cancellation)
    {
        if (!isName) throw new RefusedException(422, "invalid-name", "An institution's code is 1 to 32 letters, digits and _; a format's name 1 to 64 letters, digits and - _ .");
        if (problems.Count > 0)
        {
            throw new RefusedException(
                422, "profile-invalid", $"The profile is not saved: {problems.Count} problems, each with its path.", new Dictionary<string, object?> { ["problems"] = problems });
        }

        request.HttpContext.Response.Headers.ETag = await store.SaveAsync(blob, shipped, json, request.Headers.IfMatch, request.Caller().Id, cancellation);
        return Results.NoContent();
    }
}
