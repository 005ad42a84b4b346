using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>Plans over HTTP: offered, confirmed, declined, and answered by the core system. (R4.2)</summary>
public sealed class PlanFunctions(Casework casework, DebtorParties parties, ILawBook laws, TimeProvider clock)
{
    /// <summary>Puts a plan to the debtor. Beyond policy it waits for a supervisor's approval first.</summary>
    [Function("OfferPlan")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field)]
    public async Task<IResult> Offer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/plans")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var key = QueryValues.CaseKey(id);
        var posted = await request.ReadAsync<PlanWish>(clock, cancellation);
        var wish = posted.Body;
        var lawful = (await laws.ForAsync((await casework.ViewAsync(key, cancellation)).State.Institution, cancellation)).Pack.MaximumInstalments;
        var means = wish.Means is null ? null : JsonSerializer.Serialize(wish.Means, CollectionsJson.Options);
        return Answers.Ok(await casework.ExecuteAsync(
            key, posted, means, "means", (view, note) => PlanCommands.Offer(view, wish, posted.Caller.Id, note, lawful), cancellation));
    }

    /// <summary>Takes down how the debtor agreed, or that a guarantor consents.</summary>
    [Function("ConfirmPlan")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field)]
    public async Task<IResult> Confirm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/plans/{plan}/confirmation")] HttpRequest request, string id, string plan,
        CancellationToken cancellation)
    {
        var key = QueryValues.CaseKey(id);
        var posted = await request.ReadAsync<PlanConfirmation>(clock, cancellation);
        var confirmation = posted.Body;
        if (confirmation.Means == ConfirmationMeans.ReplyCode) throw new RefusedException(422, "by-the-debtor", "A code is confirmed by the debtor's own reply.");
        if (string.IsNullOrWhiteSpace(confirmation.Evidence)) throw new RefusedException(422, "evidence-needed", "Say in 'evidence' where the recording, signature or paper is kept.");
        if (confirmation.Guarantor is { } guarantor && (await parties.FindAsync((await casework.ViewAsync(key, cancellation)).State.Debtor, guarantor, cancellation))?.Role != Party.Guarantor)
            throw RefusedException.NotFound("guarantor on this debt");
        return Answers.Ok(await casework.ExecuteAsync(
            key, posted, confirmation.Evidence, "plan", (view, note) => PlanCommands.Confirm(view, plan, confirmation.Means, note!, confirmation.Guarantor), cancellation));
    }

    [Function("DeclinePlan")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field)]
    public async Task<IResult> Decline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/plans/{plan}/decline")] HttpRequest request, string id, string plan, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Declined>(clock, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, posted.Body.Note, "plan", (view, _) => PlanCommands.Decline(view.State, plan), cancellation));
    }

    /// <summary>The core system's answer to the order that <see cref="PlanStarted"/> is.</summary>
    [Function("AcknowledgePlan")]
    [Roles(Roles.Administrator, Roles.Supervisor)]
    public async Task<IResult> Acknowledge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/plans/{plan}/acknowledgement")] HttpRequest request, string id, string plan,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<OrderAnswer>(clock, cancellation);
        var answer = posted.Body;
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, view => PlanCommands.Acknowledge(view.State, plan, answer.Accepted, answer.Reference), cancellation));
    }
}

/// <param name="Evidence">Where the recording, signature or paper is kept; kept with the debtor's data.</param>
/// <param name="Guarantor">Id of the guarantor who consents; null: the debtor agrees.</param>
public sealed record PlanConfirmation(ConfirmationMeans Means, string Evidence, string? Guarantor = null);

/// <param name="Note">Why, in the debtor's words.</param>
public sealed record Declined(string? Note = null);

/// <param name="Reference">The core system's number; needed when the order was taken in.</param>
public sealed record OrderAnswer(bool Accepted, string? Reference = null);
