using System.Globalization;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal;

/// <summary>The stream's facts as further tables: what was promised and agreed, visits, what interrupted the limitation period, who approved, and what the court did.</summary>
internal static class DossierLists
{
    private static readonly string[] Head = ["sequence", "recorded_at", "by", "event", "id", "on", "amount", "detail"];

    public static byte[] Promises(IEnumerable<StoredFact> facts) => DossierTables.Write(Head, facts.Select(Promise).OfType<string[]>());

    public static byte[] Plans(IEnumerable<StoredFact> facts) => DossierTables.Write(Head, facts.SelectMany(Plan));

    public static byte[] Visits(IEnumerable<StoredFact> facts) => DossierTables.Write(
        Head,
        from stored in facts
        where stored.Fact is VisitReported
        let visit = (VisitReported)stored.Fact
        select Row(stored, "visit", visit.Contact, BusinessTime.DayOf(visit.At), null, $"{visit.Outcome} by {string.Join(' ', visit.Visitors)}"));

    /// <summary>As the watch of the limitation period counts them.</summary>
    public static byte[] Interruptions(IEnumerable<StoredFact> facts) => DossierTables.Write(Head, facts.Select(Interruption).OfType<string[]>());

    public static byte[] Approvals(IEnumerable<StoredFact> facts) => DossierTables.Write(Head, facts.Select(Approval).OfType<string[]>());

    public static byte[] Proceedings(IEnumerable<StoredFact> facts) => DossierTables.Write(Head, facts.Select(Proceeding).OfType<string[]>());

    private static string[]? Promise(StoredFact stored) => stored.Fact switch
    {
        PromiseMade made => Row(stored, "made", made.Id, made.Due, made.Amount, made.Method),
        PromiseTakenOver taken => Row(stored, "taken-over", taken.Id, taken.Due, taken.Amount, taken.Method),
        PromiseJudged judged => Row(stored, "judged", judged.Id, null, judged.Paid, $"{judged.Verdict}"),
        _ => null,
    };

    private static IEnumerable<string[]> Plan(StoredFact stored) => stored.Fact switch
    {
        PlanOffered offered => [Row(stored, "offered", offered.Plan, offered.OfferedOn, offered.Debt, $"{offered.Arrangement}"), .. offered.Instalments.Select(one => Row(stored, "instalment", offered.Plan, one.Due, one.Amount, Number(one.Number)))],
        PlanConfirmed confirmed => [Row(stored, "confirmed", confirmed.Plan, null, null, $"{confirmed.Means}")],
        PlanStarted started => [Row(stored, "in-force", started.Plan, started.AgreedOn, started.Debt, $"{started.Arrangement}")],
        PlanTakenOver taken => [Row(stored, "taken-over", taken.Plan, taken.AgreedOn, null, ""), .. taken.Instalments.Select(one => Row(stored, "instalment", taken.Plan, one.Due, one.Amount, Number(one.Number)))],
        PlanLapsed lapsed => [Row(stored, "lapsed", lapsed.Plan, null, null, lapsed.Because)],
        InstalmentMissed missed => [Row(stored, "missed", missed.Plan, missed.CatchUpBy, null, Number(missed.Instalment))],
        InstalmentCaughtUp caughtUp => [Row(stored, "caught-up", caughtUp.Plan, null, null, Number(caughtUp.Instalment))],
        PlanJudged judged => [Row(stored, "judged", judged.Plan, null, judged.Paid, $"{judged.Verdict}")],
        _ => [],
    };

    private static string[]? Interruption(StoredFact stored) => stored.Fact switch
    {
        PaymentReceived paid => Row(stored, "payment", paid.Payment, paid.PaidOn, paid.Amount, paid.Method),
        PromiseMade made => Row(stored, "promise", made.Id, made.MadeOn, made.Amount, ""),
        PlanStarted started => Row(stored, "plan", started.Plan, started.AgreedOn, started.Debt, ""),
        ProceedingTaken taken when ProceedingRules.Interrupts(taken.Step) => Row(stored, $"{taken.Step}", taken.Reference, taken.On, taken.Amount, ""),
        LimitationInterrupted interrupted => Row(stored, $"{interrupted.Ground}", interrupted.Note, interrupted.On, null, ""),
        _ => null,
    };

    private static string[]? Approval(StoredFact stored) => stored.Fact switch
    {
        ApprovalRequested asked => Row(stored, "asked", asked.Id, null, asked.Amount ?? asked.Overdue, $"{asked.Subject} by {asked.Proposer} of {string.Join(' ', asked.Roles)}: {asked.Because}"),
        ApprovalDecided decided => Row(stored, decided.Approved ? "approved" : "rejected", decided.Id, null, null, $"{decided.Decider} as {decided.Role}"),
        ApprovalLapsed lapsed => Row(stored, "lapsed", lapsed.Id, null, null, lapsed.Because),
        StageEntered { Approval: { } approval } entered => Row(stored, "used", approval, null, null, $"{entered.Stage}"),
        _ => null,
    };

    private static string[]? Proceeding(StoredFact stored) => stored.Fact switch
    {
        LetterPosted letter => Row(stored, "letter", letter.Contact, letter.AnswerBy, null, "answer by"),
        LetterAnswered answered => Row(stored, "letter-answer", answered.Note, answered.On, null, $"{answered.Answer} {answered.Undelivered}".Trim()),
        HandedOver handed => Row(stored, "handed-over", handed.Message, null, null, handed.Sha256),
        HandoffAcknowledged answer => Row(stored, answer.Accepted ? "accepted" : "refused", answer.Reference ?? "", null, null, string.Join(' ', answer.Missing ?? [])),
        ProceedingTaken taken => Row(stored, $"{taken.Step}", taken.Reference, taken.On, taken.Amount, taken.Costs is { } costs ? $"costs {costs}" : ""),
        _ => null,
    };

    private static string[] Row(StoredFact stored, string what, string id, DateOnly? on, Money? amount, string detail) =>
    [
        Number(stored.Sequence), stored.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), stored.By, what, id,
        on?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", amount?.ToString() ?? "", detail,
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
