using System.Globalization;
using System.Text;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Collections.Functions.Ingestion;

/// <summary>Where files come in, and where one asks what became of them.</summary>
public sealed class ImportFunctions(Deliveries deliveries, ImportReports reports, ImportProgressBoard progress, DurableClients clients)
{
    private const int DefaultPage = 50;
    private const int LargestPage = 500;

    /// <summary>Data files and markers; either may come first.</summary>
    [Function(nameof(ExportArrived))]
    public Task ExportArrived(
        [BlobTrigger("exports/{institution}/{name}", Source = BlobTriggerSource.EventGrid)] Azure.Storage.Blobs.BlobClient blob, string institution, string name,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(blob);
        clients.Use(client);
        return deliveries.ArrivedAsync(institution, name, cancellation);
    }

    /// <summary>Reports by institution and status; <c>after</c> continues a page.</summary>
    [Function(nameof(ListImports))]
    [Roles(Roles.Supervisor, Roles.Administrator, Roles.Auditor, Roles.Collector)]
    public async Task<IResult> ListImports([HttpTrigger("get", Route = "imports")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = request.Query;
        var institution = Text(query["institution"]);
        if (institution is not null && !InstitutionProfiles.IsCode(institution)) throw Invalid("institution", "is not an institution's code");
        ImportStatus? status = Text(query["status"]) is not { } wanted ? null
            : Enum.TryParse<ImportStatus>(wanted, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed
            : throw Invalid("status", $"is one of {string.Join(", ", Enum.GetNames<ImportStatus>())}");
        var size = Text(query["size"]) is not { } text ? DefaultPage
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= LargestPage ? number
            : throw Invalid("size", $"is a number from 1 to {LargestPage}");
        var page = await reports.ListAsync(institution, status, size, Decode(Text(query["after"])), cancellation);
        var imports = new List<ImportReport>(page.Imports.Count);
        foreach (var report in page.Imports) imports.Add(await WithProgressAsync(report, cancellation));
        return Answers.Ok(page with { Imports = imports, Next = page.Next is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(page.Next)) });
    }

    [Function(nameof(GetImport))]
    [Roles(Roles.Supervisor, Roles.Administrator, Roles.Auditor, Roles.Collector)]
    public async Task<IResult> GetImport([HttpTrigger("get", Route = "imports/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var report = await reports.FindAsync(id, cancellation) ?? throw RefusedException.NotFound("import");
        return Answers.Ok(await WithProgressAsync(report, cancellation));
    }

    private async Task<ImportReport> WithProgressAsync(ImportReport report, CancellationToken cancellation) =>
        report.Status == ImportStatus.Running ? report with { Progress = await progress.FindAsync(report, cancellation) } : report;

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string? Decode(string? after)
    {
        try
        {
            return after is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(after));
        }
        catch (FormatException)
        {
            throw Invalid("after", "is not a continuation that this list gave");
        }
    }

    private static RefusedException Invalid(string parameter, string problem) => new(422, "invalid-query", $"'{parameter}' {problem}.");
}
