using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Texts;

/// <summary>What the bank's pay page asks when somebody comes with a token: which case is meant, and nothing of the person.</summary>
public sealed class PayFunctions(PayLinks links, ICaseStreams streams, DebtorLedgerStore ledger, IInstitutionDirectory institutions)
{
    /// <summary>404 for anything wrong, always the same: forged, expired, or of a case that is not there.</summary>
    [Function("ResolvePayToken")]
    [Anonymous("The token proves itself by its signature, and the answer holds a reference and no personal data.")]
    public async Task<IResult> Resolve([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pay/{token}")] HttpRequest request, string token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        request.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (links.Verify(token) is not { } found || await streams.LoadAsync(found.Case, cancellation) is not { } head) throw RefusedException.NotFound("link");
        var card = await institutions.GetAsync(head.State.Institution, cancellation);
        return Answers.Ok(new PayReference(head.State.Institution, found.Case.Value, PageOf(card, found.Case), found.Through, await AlsoAsync(found, head.State.Debtor, cancellation)));
    }

    /// <summary>The bank's pay page for a case.</summary>
    internal static string PageOf(InstitutionCard card, CaseKey key) => $"{card.PayLink}{(card.PayLink.Contains('?', StringComparison.Ordinal) ? '&' : '?')}ref={key.Value}";

    /// <summary>The token names its contact by the first digits; the message's row says of which other accounts it spoke, for as long as the link holds.</summary>
    private async Task<IReadOnlyList<string>> AlsoAsync(PayToken token, DebtorKey debtor, CancellationToken cancellation) =>
        [.. (await ledger.FindCoveringAsync(debtor, token.Case, token.Contact, cancellation)).Select(covered => covered.Case.Value)];
}

/// <param name="Reference">The case's key, by which payments files and people may name it.</param>
/// <param name="Page">The bank's pay page for it.</param>
/// <param name="Through">The last day on which the link holds.</param>
/// <param name="Also">The other cases that the message's sum is of: the page lets him pay all of them, or one.</param>
public sealed record PayReference(string Institution, string Reference, string Page, DateOnly Through, IReadOnlyList<string> Also);
