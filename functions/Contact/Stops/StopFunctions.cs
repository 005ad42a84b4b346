using System.Globalization;
using Collections.Functions.Agencies;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Stops;

/// <summary>The emergency stop over HTTP: thrown by whoever sees the need and has the role, lifted by somebody else. (R5.9)</summary>
public sealed class StopFunctions(EmergencyStops stops, IInstitutionDirectory institutions, AgencyBook agencies, AgencyRecalls recalls, TimeProvider clock)
{
    [Function("ListStops")]
    [Roles(Roles.Supervisor, Roles.Compliance, Roles.Administrator, Roles.Auditor)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stops")] HttpRequest request, CancellationToken cancellation)
    {
        var all = await stops.ListAsync(cancellation);
        return Answers.Ok(new StopList([.. all.Where(stop => stop.IsActive)], [.. all.Where(stop => !stop.IsActive)]));
    }

    /// <summary>Without a key, the same words are one stop for a minute: whoever stops again after a lift means it.</summary>
    [Function("SetStop")]
    [Roles(Roles.Supervisor, Roles.Compliance, Roles.Administrator)]
    public async Task<IResult> Set([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "stops")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<StopOrder>(clock.GetUtcNow().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture), cancellation);
        var order = posted.Body;
        Casework.RefuseLong(order.Reason);
        foreach (var (name, code) in (ReadOnlySpan<(string, string?)>)[("institution", order.Institution), ("region", order.Region), ("agency", order.Agency)])
        {
            if (code is not null && !IsCode(code)) throw new RefusedException(422, "bad-scope", $"'{name}' is a code of 1 to 32 letters, digits, '-' and '_'; leave it out to stop all.");
        }

        if (order.Institution is { } institution && !await institutions.KnowsAsync(institution, cancellation))
            throw new RefusedException(422, "unknown-institution", $"There is no institution '{institution}': a stop of it would stop nothing.");
        if (order.Agency is { } agency && !await agencies.KnowsAsync(agency, cancellation)) throw new RefusedException(422, "unknown-agency", $"There is no agency '{agency}' in force: a stop of it would stop nothing.");
        var stop = await stops.SetAsync(order, posted.Command.Replace("-", "", StringComparison.Ordinal), posted.Caller.By, cancellation);

        // The switch holds already; the same request again takes back what a crash left.
        if (stop.Agency is not null) await recalls.RecallAsync(stop, await agencies.InstitutionsAsync(cancellation), cancellation);
        return Answers.Ok(stop);
    }

    [Function("LiftStop")]
    [Roles(Roles.Compliance, Roles.Administrator)]
    public async Task<IResult> Lift([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "stops/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<StopLift>(clock, cancellation);
        Casework.RefuseLong(posted.Body.Reason);
        if (id.Length > 64 || !id.All(char.IsAsciiLetterOrDigit)) throw RefusedException.NotFound("stop");
        return Answers.Ok(await stops.LiftAsync(id, posted.Body.Reason, posted.Caller, cancellation));
    }

    private static bool IsCode(string text) => text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

/// <param name="Reason">Why contacts may go on.</param>
public sealed record StopLift(string Reason);

public sealed record StopList(IReadOnlyList<EmergencyStop> Active, IReadOnlyList<EmergencyStop> Past);
