using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Ingestion.Reports;

/// <summary>Import reports and rejected rows as files. (R1.7)</summary>
public sealed class ReportFunctions(ImportReports reports, Blobs blobs)
{
    private const int Page = 500;

    /// <summary>Rows of one answer; whoever wants more names a shorter time.</summary>
    private const int Most = 10_000;

    /// <summary>Reports of an institution, or of all, by business date.</summary>
    [Function("ListImportsAsCsv")]
    [Roles(Roles.Supervisor, Roles.Administrator, Roles.Auditor, Roles.Collector)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "imports.csv")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var institution = request.Query["institution"].ToString() is { Length: > 0 } text ? text : null;
        if (institution is not null && !InstitutionProfiles.IsCode(institution)) throw new RefusedException(422, "invalid-query", "'institution' is not an institution's code.");
        var found = BetweenAsync(institution, Day(request, "from"), Day(request, "to"), cancellation);
        return Csv(await ReportCsv.OfAsync(found, cancellation), "imports.csv");
    }

    [Function("GetImportAsCsv")]
    [Roles(Roles.Supervisor, Roles.Administrator, Roles.Auditor, Roles.Collector)]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "imports/{id}/report.csv")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var report = await reports.FindAsync(id, cancellation) ?? throw RefusedException.NotFound("import");
        return Csv(await ReportCsv.OfAsync(new[] { report }.ToAsyncEnumerable(), cancellation), $"{report.Id}.csv");
    }

    /// <summary>The rejected rows: personal data, so for those alone who can have the file corrected.</summary>
    [Function("GetRejects")]
    [Roles(Roles.Supervisor, Roles.Administrator)]
    public async Task<IResult> Rejects([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "imports/{id}/rejects")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var report = await reports.FindAsync(id, cancellation);
        if (report?.Rejects is not { } name) throw RefusedException.NotFound("file of rejected rows");
        try
        {
            var container = await blobs.GetAsync(RejectFiles.Container, cancellation);
            return Results.Stream(await container.GetBlobClient(name).OpenReadAsync(cancellationToken: cancellation), ReportCsv.ContentType, $"{report.Id}-rejects.csv");
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            throw RefusedException.NotFound("file of rejected rows");
        }
    }

    private async IAsyncEnumerable<ImportReport> BetweenAsync(string? institution, DateOnly? from, DateOnly? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = 0;
        string? after = null;
        do
        {
            var page = await reports.ListAsync(institution, null, Page, after, cancellation);
            foreach (var report in page.Imports.Where(report => IsBetween(report.BusinessDate, from, to)))
            {
                if (++rows > Most) throw new RefusedException(422, "too-many", $"These are more than {Most} reports: name a shorter time with 'from' and 'to'.");
                yield return report;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>A file whose day nobody knows is only in a list without dates.</summary>
    private static bool IsBetween(DateOnly? day, DateOnly? from, DateOnly? to) =>
        day is { } known ? (from is null || known >= from) && (to is null || known <= to) : from is null && to is null;

    private static DateOnly? Day(HttpRequest request, string name) => request.Query[name].ToString() is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new RefusedException(422, "invalid-query", $"'{name}' is a day such as 2026-03-02.");

    private static IResult Csv(byte[] content, string name) => Results.File(content, ReportCsv.ContentType, name);
}
