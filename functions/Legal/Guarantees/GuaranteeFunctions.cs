using Collections.Functions.Cases;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal.Guarantees;

/// <summary>Guarantees over HTTP: when one ends, that it was claimed in time, that a guarantor is let go. (R3.7)</summary>
public sealed class GuaranteeFunctions(Casework casework, DebtorParties parties, TimeProvider clock)
{
    [Function("StateGuarantee")]
    [Roles(Roles.Legal, Roles.Supervisor)]
    public async Task<IResult> State(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/parties/{person}/guarantee")] HttpRequest request, string id, string person, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<GuaranteeOrder>(clock, cancellation);
        return await AnswerAsync(id, person, posted, posted.Body.Evidence, (view, note) => GuaranteeCommands.State(view, person, posted.Body, note), cancellation);
    }

    [Function("ClaimGuarantee")]
    [Roles(Roles.Legal)]
    public async Task<IResult> Claim(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/parties/{person}/guarantee/claim")] HttpRequest request, string id, string person, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ClaimOrder>(clock, cancellation);
        return await AnswerAsync(id, person, posted, posted.Body.Evidence, (view, note) => GuaranteeCommands.Claim(view, person, posted.Body, note), cancellation);
    }

    [Function("ReleaseGuarantor")]
    [Roles(Roles.Legal, Roles.Supervisor)]
    public async Task<IResult> Release(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/parties/{person}/guarantee/release")] HttpRequest request, string id, string person, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ReleaseOrder>(clock, cancellation);
        return await AnswerAsync(id, person, posted, posted.Body.Reason, (view, note) => GuaranteeCommands.Release(view, person, note), cancellation);
    }

    private async Task<IResult> AnswerAsync<T>(
        string id, string person, Posted<T> posted, string words, Func<CaseView, string, IReadOnlyList<Fact>> decide, CancellationToken cancellation)
    {
        var key = QueryValues.CaseKey(id);
        if (string.IsNullOrWhiteSpace(words)) throw new RefusedException(422, "evidence-needed", "Say where the paper is kept, or why: it is kept with the debtor's data.");
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        var isPerson = person.Length == 16 && person.All(char.IsAsciiHexDigitLower);
        if (!isPerson || (await parties.FindAsync(debtor, person, cancellation))?.Role != Party.Guarantor) throw RefusedException.NotFound("guarantor on this debt");
        return Answers.Ok(await casework.ExecuteAsync(key, posted, words, "guarantee", (view, note) => decide(view, note!), cancellation));
    }
}
