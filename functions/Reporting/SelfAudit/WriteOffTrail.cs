using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal.WriteOffs;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Write-offs as the facts tell them: two people, neither the proposer, on facts that still stood; and what came in since counted once. (R3.9, R9.4, R9.7)</summary>
internal sealed class WriteOffTrail(PinTrail pins, ApprovalTrail approvals)
{
    private readonly Dictionary<string, decimal> payments = new(StringComparer.Ordinal);

    private readonly HashSet<string> recovered = new(StringComparer.Ordinal);

    private bool booked;

    private bool writtenOff;

    /// <summary>Who has to approve of so much as they saw, by the strategy.</summary>
    private IReadOnlyList<string> Authority(WriteOffBooked writeOff) =>
        pins.Strategy.WriteOff?.Authority.FirstOrDefault(band => band.Through is not { } most || pins.Strategy.Counted(approvals.Amount(writeOff.Approval) ?? writeOff.Amount) <= most)?.Roles ?? [];

    /// <param name="material">Sequence of the last material fact before it.</param>
    public IEnumerable<(string Rule, string Why)> Take(Fact fact, long material)
    {
        switch (fact)
        {
            case WriteOffBooked writeOff:
                if (writtenOff || booked) yield return ("written-off-twice", "The claim was written off already.");
                if (approvals.Missing(writeOff.Approval, material, ApprovalSubject.WriteOff) is { } missing) yield return ("write-off-without-approval", $"The claim was written off, but {missing}.");
                else if (approvals.People(writeOff.Approval) < 2) yield return ("write-off-without-approval", "The claim was written off by one person's approval.");
                else if (Authority(writeOff).Except(approvals.Roles(writeOff.Approval), StringComparer.Ordinal).FirstOrDefault() is { } role) yield return ("write-off-without-authority", $"So much was written off without {role}.");
                booked = true;
                break;
            case CaseClosed { Reason: ClosingReason.WrittenOff } closed:
                if (closed.Source is null && !booked) yield return ("write-off-without-approval", "The case was closed as written off, and neither the bank nor two people had said so.");
                writtenOff = true;
                break;
            case PaymentReceived paid:
                payments[paid.Payment] = paid.Amount.Amount;
                break;
            case RecoveryRecorded recovery:
                if (!writtenOff) yield return ("recovery-of-live-claim", "A recovery was recorded on a claim that was not written off.");
                if (!recovered.Add(recovery.Payment)) yield return ("recovery-twice", $"Payment {recovery.Payment} was recorded as a recovery twice.");
                if (payments.GetValueOrDefault(recovery.Payment) != recovery.Amount.Amount) yield return ("recovery-amount", $"The recovery of payment {recovery.Payment} is not what was paid.");
                break;
            case RecoveryReversed reversed:
                if (!recovered.Remove(reversed.Payment)) yield return ("recovery-twice", $"The recovery of payment {reversed.Payment} was taken back, and it was not recorded.");
                break;
            default:
                break;
        }
    }
}
