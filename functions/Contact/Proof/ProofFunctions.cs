using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Proof;

/// <summary>The proof of a contact over HTTP. (R5.1)</summary>
public sealed class ProofFunctions(ContactProofs proofs)
{
    /// <summary>Sentences are in the language of <c>?language=</c>, else of <c>Accept-Language</c>, else Chinese.</summary>
    [Function("GetContactProof")]
    [Roles(Roles.Compliance, Roles.Auditor, Roles.Supervisor, Roles.Legal)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "contacts/{contactId}/proof")] HttpRequest request, string contactId, CancellationToken cancellation)
    {
        if (contactId is not { Length: 32 } || !contactId.All(char.IsAsciiHexDigitLower)) throw RefusedException.NotFound("contact");
        return Answers.Ok(await proofs.OfAsync(contactId, VerdictTeller.LanguageOf(request), cancellation));
    }
}
