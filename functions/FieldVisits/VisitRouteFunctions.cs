using System.Globalization;
using Collections.Functions.Ingestion.Reports;
using Collections.Functions.Platform;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.FieldVisits;

/// <summary>The visits of a region on a day, in the order in which they are made. (R3.3)</summary>
public sealed class VisitRouteFunctions(VisitRoutes routes, TimeProvider clock)
{
    /// <summary>Query: <c>region</c> (a code, or how it begins), <c>day</c> (today unless it is named), <c>team</c>.</summary>
    [Function("GetVisitRoute")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "visits/route")] HttpRequest request, CancellationToken cancellation) =>
        Answers.Ok(await RouteAsync(request, cancellation));

    /// <summary>The same as CSV, to take along.</summary>
    [Function("GetVisitRouteCsv")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> GetCsv([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "visits/route.csv")] HttpRequest request, CancellationToken cancellation) =>
        Results.Bytes(Csv(await RouteAsync(request, cancellation)), ReportCsv.ContentType);

    private Task<VisitRoute> RouteAsync(HttpRequest request, CancellationToken cancellation)
    {
        var region = request.Query["region"].ToString();
        if (region.Length is 0 or > 20 || !region.All(char.IsAsciiLetterOrDigit)) throw new RefusedException(400, "bad-query", "'region' is a region code, or how it begins: 3101.");
        var (text, day) = (request.Query["day"].ToString(), BusinessTime.DayOf(clock.GetUtcNow()));
        if (text.Length > 0 && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)) throw new RefusedException(400, "bad-query", "'day' is a day: 2026-03-02.");
        return routes.OfAsync(region, day, request.Query["team"].ToString() is { Length: > 0 } team ? team : null, request.Caller(), cancellation);
    }

    private static byte[] Csv(VisitRoute route)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord(["number", "at", "debtor", "address", "region", "place", "appointment", "team", "visitors", "papers", "wishes", "words", "overdue", "days_past_due", "case"]);
            foreach (var stop in route.Stops)
            {
                csv.WriteRecord(
                [
                    Text(stop.Number), stop.At?.ToOffset(BusinessTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "", stop.Debtor?.Name ?? "", stop.Address ?? "", stop.Region,
                    $"{stop.Place}", stop.Appointment ?? "", stop.Team ?? "", string.Join(' ', stop.Visitors), string.Join(' ', stop.Papers), string.Join(' ', stop.Wishes?.Wishes ?? []), stop.Wishes?.Words ?? "",
                    stop.Overdue.ToString(), Text(stop.DaysPastDue), stop.Case.Value,
                ]);
            }

            csv.Flush();
        }

        return stream.ToArray();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
