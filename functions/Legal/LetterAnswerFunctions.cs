using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal;

public sealed class LetterAnswerFunctions(Casework casework, DebtorPaths paths, TimeProvider clock)
{
    /// <summary>What came back on the lawyer's letter. A dispute is registered before the case tells of the answer. (R3.4, R3.6)</summary>
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
            await paths.AlsoDisputesAsync(key, posted, reply.Disputed, reply.Note, cancellation);
        }

        return Answers.Ok(await casework.ExecuteAsync(key, posted, reply.Note, "letter", (view, note) => LetterAnswers.Take(view, reply, note!), cancellation));
    }
}
