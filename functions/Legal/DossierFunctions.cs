using System.Security.Cryptography;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal;

public sealed class DossierFunctions(Casework casework, Blobs blobs, PracticeGuard guard, TimeProvider clock)
{
    /// <summary>The latest dossier, for whoever says what for: it holds the debtor's data in full, so each look is a fact on the case. (R3.4, R8.2)</summary>
    [Function("ReadDossier")]
    [Roles(Roles.Legal, Roles.Auditor)]
    public async Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/dossier/reading")] HttpRequest request, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var posted = await request.ReadAsync<DossierReading>(clock, cancellation);
        var key = QueryValues.CaseKey(id);
        var dossier = (await casework.ViewAsync(key, cancellation)).State.Legal.LastDossier ?? throw RefusedException.NotFound("dossier");
        if (string.IsNullOrWhiteSpace(posted.Body.Reason)) throw await guard.RefuseAsync(PracticeCatalog.WithoutPurpose, EnforcementPoint.Reveal, posted.Caller.By, key, posted.Command, cancellation);
        var container = await blobs.GetAsync(LegalActivities.Container, cancellation);
        var bytes = (await container.GetBlobClient(dossier.Blob).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != dossier.Sha256) throw new InvalidDataException("The stored dossier is not the one that the case names.");
        await casework.ExecuteAsync(key, posted, posted.Body.Reason, "reveal", (_, note) => [new DataRevealed(RevealPurpose.Dossier, note)], cancellation);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(bytes, "application/zip", $"{key}.zip");
    }
}

/// <param name="Reason">In words; kept with the debtor's data.</param>
public sealed record DossierReading(string? Reason = null);
