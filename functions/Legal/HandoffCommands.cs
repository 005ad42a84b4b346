using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal;

/// <summary>What the legal department answers to a handoff. Pure; refusals are <see cref="RefusedException"/>. (R3.4)</summary>
public static class HandoffCommands
{
    /// <summary>Takes down whether the case was accepted. The same answer again changes nothing.</summary>
    /// <param name="reference">The legal system's file number; needed when accepted.</param>
    /// <param name="note">Id of a note in the debtor's partition.</param>
    /// <param name="missing">What it lacks; of one that is refused.</param>
    public static IReadOnlyList<Fact> Acknowledge(CaseState state, bool accepted, string? reference, string? note, IReadOnlyList<MissingPaper>? missing = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Legal.HandedOverAt is null) throw new RefusedException(409, "not-handed-over", "The case has not been handed over to the legal system.");
        if (state.Legal.Accepted is { } answered)
        {
            return answered == accepted ? [] : throw new RefusedException(409, "already-acknowledged", "The handoff has been answered already, and otherwise.");
        }

        CaseGuards.RefuseClosed(state);
        if (accepted && !CaseGuards.IsReference(reference))
        {
            throw new RefusedException(422, "reference-needed",
                $"An accepted handoff names the legal system's file number in 'reference': {CaseGuards.ReferenceForm}.");
        }

        if (accepted && missing is { Count: > 0 }) throw new RefusedException(422, "nothing-missing", "Only a handoff that is refused lacks something.");
        return
        [
            .. state.Tasks.Where(task => task.Kind == TaskKind.Proceeding).Select(task => new TaskClosed(task.Id, "done")),
            new HandoffAcknowledged(accepted, accepted ? reference : null, note, missing is { Count: > 0 } ? [.. missing.Distinct().Order()] : null),
        ];
    }
}
