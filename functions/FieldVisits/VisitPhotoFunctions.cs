using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.FieldVisits;

/// <summary>The debtor's consent to photos and to a witness, and the photos, over HTTP. (R3.3)</summary>
public sealed class VisitPhotoFunctions(VisitPhotos photos, Casework casework, TimeProvider clock)
{
    [Function("GiveVisitConsent")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> Give(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visit-consents")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<VisitConsentOrder>(clock, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, view => VisitConsentCommands.Give(view.State, posted.Body), cancellation));
    }

    [Function("WithdrawVisitConsent")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Field, Roles.Supervisor, Roles.Compliance)]
    public async Task<IResult> Withdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visit-consents/{evidence}/withdrawal")] HttpRequest request, string id, string evidence,
        CancellationToken cancellation) =>
        Answers.Ok(await photos.WithdrawAsync(QueryValues.CaseKey(id), evidence, await request.ReadAsync<NoBody>(clock, cancellation), cancellation));

    /// <summary>The body is the picture.</summary>
    [Function("TakePhoto")]
    [Roles(Roles.Field)]
    public async Task<IResult> Take(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visits/{contactId}/photos")] HttpRequest request, string id, string contactId, CancellationToken cancellation) =>
        Answers.Ok(await photos.TakeAsync(QueryValues.CaseKey(id), QueryValues.Contact(contactId), await request.ReadBytesAsync(VisitPhotos.LargestMegabytes << 20, clock, cancellation), cancellation));

    /// <summary>Each look is a fact.</summary>
    [Function("SeePhoto")]
    [Roles(Roles.Supervisor, Roles.Legal, Roles.Compliance, Roles.Field)]
    public async Task<IResult> See(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/photos/{photo}/reveal")] HttpRequest request, string id, string photo, CancellationToken cancellation)
    {
        var (picture, type) = await photos.SeeAsync(QueryValues.CaseKey(id), photo, await request.ReadAsync<RevealOrder>(clock, cancellation), cancellation);
        return Results.Bytes(picture, type);
    }
}
