using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal;

public sealed class HandoffFunctions(Casework casework, TimeProvider clock)
{
    /// <summary>The legal system's answer to a handoff. (R3.4)</summary>
    [Function("AcknowledgeHandoff")]
    [Roles(Roles.Legal)]
    public async Task<IResult> Acknowledge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/handoff/acknowledgement")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Acknowledgement>(clock, cancellation);
        var answer = posted.Body;
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, answer.Note, "handoff",
            (view, note) => HandoffCommands.Acknowledge(view.State, answer.Accepted, answer.Reference, note, answer.Missing), cancellation));
    }
}

/// <param name="Reference">The legal system's file number; needed when accepted.</param>
/// <param name="Note">Why it was refused, or anything else to know.</param>
/// <param name="Missing">What a refused one lacks.</param>
public sealed record Acknowledgement(bool Accepted, string? Reference = null, string? Note = null, IReadOnlyList<MissingPaper>? Missing = null);
