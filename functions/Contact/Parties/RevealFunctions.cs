using Collections.Functions.Contact.Practices;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Parties;

/// <summary>A debtor's data in full, for whoever says what for: each look is a fact on the case. (R5.8, R8.2)</summary>
public sealed class RevealFunctions(Casework casework, DebtorProfiles profiles, PracticeGuard guard, TimeProvider clock)
{
    [Function("RevealDebtor")]
    [Roles(Roles.Supervisor, Roles.Legal, Roles.SeniorCollector)]
    public async Task<IResult> Reveal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/debtor/reveal")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<RevealOrder>(clock, cancellation);
        var key = QueryValues.CaseKey(id);
        await casework.ViewAsync(key, cancellation);
        if (posted.Body.Purpose is not { } purpose || string.IsNullOrWhiteSpace(posted.Body.Reason))
            throw await guard.RefuseAsync(PracticeCatalog.WithoutPurpose, EnforcementPoint.Reveal, posted.Caller.By, key, posted.Command, cancellation);
        var answer = await casework.ExecuteAsync(key, posted, posted.Body.Reason, "reveal", (_, note) => [new DataRevealed(purpose, note)], cancellation);
        return Answers.Ok(await profiles.LoadAsync(answer.DebtorKey, cancellation) ?? throw RefusedException.NotFound("profile"));
    }
}

/// <param name="Reason">In words; kept with the debtor's data.</param>
public sealed record RevealOrder(RevealPurpose? Purpose = null, string? Reason = null);
