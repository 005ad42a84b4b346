using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.WriteOffs;

/// <summary>Filing papers for a write-off, and asking for it. Pure; refusals are <see cref="RefusedException"/>. (R3.9)</summary>
public static class WriteOffCommands
{
    /// <summary>The same paper again changes nothing.</summary>
    public static IReadOnlyList<Fact> File(CaseView view, EvidenceKind kind, string reference)
    {
        ArgumentNullException.ThrowIfNull(view);
        CaseGuards.RefuseClosed(view.State);
        if (!CaseGuards.IsReference(reference)) throw new RefusedException(422, "reference-needed", $"'reference' says where it is kept: {CaseGuards.ReferenceForm}.");
        return view.State.WriteOff.Evidence.Any(filed => filed.Evidence == kind && filed.Reference == reference) ? [] : [new EvidenceFiled(kind, reference, view.Today)];
    }

    /// <summary>Asks two people for it. The same proposal again changes nothing.</summary>
    public static IReadOnlyList<Fact> Propose(CaseView view, WriteOffGround ground, string proposer)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        CaseGuards.RefuseClosed(state);
        if (state.Balance.AbsentSince is not null) throw new RefusedException(409, "case-suspended", "The account is missing from the bank's latest file; nothing is proposed until it is clear why.");
        if (state.Approvals.Open is { } open)
        {
            return open.Subject == ApprovalSubject.WriteOff && open.Proposer == proposer && open.Because == ground.ToString()
                ? []
                : throw new RefusedException(409, "approval-open", $"The case waits for a decision on {open.Subject} ({open.Id}) already.");
        }

        var check = WriteOffRules.Check(view).FirstOrDefault(known => known.Ground == ground)
            ?? throw new RefusedException(422, "no-such-ground", "The strategy does not write off on this ground.");
        if (!check.IsMet)
        {
            throw new RefusedException(409, "conditions-unmet", "Not all that this ground asks for is there: see 'unmet' and 'missing'.",
                new Dictionary<string, object?> { ["unmet"] = check.Unmet, ["missing"] = check.Missing });
        }

        return [ApprovalRules.Request(view, ApprovalSubject.WriteOff, proposer, ground.ToString()) with { Roles = WriteOffRules.Roles(view), Amount = state.Balance.Outstanding }];
    }
}
