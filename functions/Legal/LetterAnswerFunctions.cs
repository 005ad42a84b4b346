using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal;

public sealed class LetterAnswerFunctions(Casework casework, DebtorSuspensions suspensions, TimeProvider clock)
{
    /// <summary>What came back on the lawyer's letter. A dispute stops what is disputed before the case tells of it. (R3.4, R3.6)</summary>
    [Function("AnswerLetter")]
    [Roles(Roles.Legal, Roles.Supervisor)]
    public async Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/letter-answer")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<LetterReply>(clock, cancellation);
        var (key, reply) = (QueryValues.CaseKey(id), posted.Body);
        if (string.IsNullOrWhiteSpace(reply.Note)) throw new RefusedException(422, "note-needed", "Say in 'note' what the debtor said, or where the returned letter is kept.");
        if (reply.Answer == LetterAnswer.Disputes)
        {
            LetterAnswers.RefuseUnlessAsked((await casework.ViewAsync(key, cancellation)).State);
            await suspensions.SetAsync(key, new Posted<SuspensionOrder>(new SuspensionOrder(SuspensionKind.Dispute, reply.Note), posted.Caller, $"{posted.Command}-dispute"), cancellation);
        }

        return Answers.Ok(await casework.ExecuteAsync(key, posted, reply.Note, "letter", (view, note) => LetterAnswers.Take(view, reply, note!), cancellation));
    }
}
