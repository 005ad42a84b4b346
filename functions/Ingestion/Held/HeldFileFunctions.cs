using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Collections.Functions.Ingestion.Held;

/// <summary>What becomes of a file that is held: a supervisor says. (R1.3)</summary>
public sealed class HeldFileFunctions(HeldFiles held, ImportReports reports, IntakeDoorbell doorbell, DurableClients clients)
{
    /// <summary>Judged again from the start, without the reasons that a person can answer for.</summary>
    [Function("ReleaseImport")]
    [Roles(Roles.Supervisor)]
    public async Task<IResult> Release(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "imports/{id}/release")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var report = await held.ReleaseAsync(id, await ReadAsync(request, id, cancellation), cancellation);
        clients.Use(client);
        if (report.Status == ImportStatus.Waiting) await doorbell.RingAsync(report.Institution, cancellation);
        return Answers.Ok(report);
    }

    /// <summary>Never taken. The same bytes under a new marker are another file.</summary>
    [Function("DiscardImport")]
    [Roles(Roles.Supervisor)]
    public async Task<IResult> Discard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "imports/{id}/discard")] HttpRequest request, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Answers.Ok(await held.DiscardAsync(id, await ReadAsync(request, id, cancellation), cancellation));
    }

    private async Task<Posted<HoldAnswer>> ReadAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        var report = await reports.FindAsync(id, cancellation) ?? throw RefusedException.NotFound("import");
        return await request.ReadAsync<HoldAnswer>(HeldFiles.MomentOf(report), cancellation);
    }
}
