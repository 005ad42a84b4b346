namespace Collections.Functions.Contact;

/// <summary>
/// Everything that is asked once more at the moment of sending, by the names that rows and proofs have for it. What the gate's rules say by then stands under
/// their own ids. (R5.6, R9.2)
/// </summary>
public static class SendingChecks
{
    /// <summary>The number or address that was judged is no longer on file.</summary>
    public const string NumberGone = "number-gone";

    /// <summary>What it was planned for has reached the debtor meanwhile: a message that was thought never to have left was delivered after all.</summary>
    public const string RungDone = "rung-done";

    /// <summary>It was reserved too long ago: what was counted then says nothing of today. The strategy decides anew.</summary>
    public const string ReservedLongAgo = "reserved-long-ago";

    /// <summary>How long a reservation is good for, in business time.</summary>
    public static readonly TimeSpan Reservation = TimeSpan.FromHours(1);

    /// <summary>In the order in which they are asked.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        RungDone, "closed", "paid", "absent-from-snapshot", Cases.CaseDecision.BalanceTooOld, "below-minimum", Suspensions.SuspensionProgress.Because, "plan", "promise", Agencies.AgencyRules.WithAgency, "no-placement", Stops.EmergencyStops.Because,
        ContactGate.Represented, ContactGate.Deceased, ContactGate.Care, SpecialPaths.ClaimRules.Because, SpecialPaths.LedgerNews.Because, ReservedLongAgo, NumberGone, ContactGate.OptOut, ContactGate.InvalidPhone, "window-and-counters", Stops.Restraints.Shadow,
    ];
}
