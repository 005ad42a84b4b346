using System.Globalization;
using System.Text;
using Collections.Functions.Agencies;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Cases;

/// <summary>A step in the life of a case, or of a plan on it.</summary>
/// <param name="From">State before it.</param>
/// <param name="To">State after it.</param>
/// <param name="Because">The short code that the fact gives, or the fact's name where it gives none.</param>
/// <param name="When">The condition, in words.</param>
/// <param name="Requirement">What it serves.</param>
public sealed record Transition(string From, string To, string Because, string When, string Requirement);

/// <summary>Every step that the life of a case may take: the diagram of docs/case-life.md is made of it, and lives that are lived in tests are held against it.</summary>
public static class CaseLife
{
    private const string Closed = "Closed";

    private const string Open = "Open";

    public static IReadOnlyList<Transition> Stages { get; } =
    [
        new("[*]", "Reminder", "CaseOpened", "an account is overdue in the bank's file", "R1.6"),
        new("Reminder", "Negotiation", "days-past-due", "the strategy's day of negotiation is reached", "R3.1, R3.5"),
        new("Negotiation", "SecondLine", "days-past-due", "the strategy's day of the second line is reached", "R3.2"),
        new("Negotiation", "SecondLine", "refusal", "the debtor has refused to pay", "R3.2"),
        new("Negotiation", "SecondLine", "broken-promises", "promises were broken too often", "R4.1"),
        new("Negotiation", "SecondLine", "no-response", "no answer for three working days after two tries and a delivered message", "R3.2"),
        new("SecondLine", "FieldVisit", "days-past-due", "the strategy's day of visits is reached, a reminder was delivered and a call tried; approved by a supervisor, or waived so", "R3.3, R3.5"),
        new("SecondLine", "FieldVisit", "high-risk", "the same earlier, at high risk and enough amount", "R3.3"),
        new("SecondLine", "FieldVisit", "proposed", "the same, proposed by a person", "R3.3, R6.3"),
        new("SecondLine", "LegalHandoff", "days-past-due", "by a strategy that makes no visits: far enough past due, enough amount, a reminder delivered and a call tried; approved by supervisor and legal", "R3.4, R3.5"),
        new("SecondLine", "LegalHandoff", "refusals", "the same earlier, with refusals recorded and the risk not low", "R3.4"),
        new("SecondLine", "LegalHandoff", "proposed", "the same, proposed by a person", "R3.4, R6.3"),
        new("FieldVisit", "LegalHandoff", "days-past-due", "visited or waived, far enough past due, enough amount; approved by supervisor and legal", "R3.4, R3.5"),
        new("FieldVisit", "LegalHandoff", "refusals", "the same earlier, with refusals recorded and the risk not low", "R3.4"),
        new("FieldVisit", "LegalHandoff", "proposed", "the same, proposed by a person", "R3.4, R6.3"),
        new("LegalHandoff", "FieldVisit", "returned", "it came back from court, and a person sends it there", "R3.4, R3.5"),
        new(Open, Closed, nameof(ClosingReason.Cured), "nothing is overdue any more", "R1.6, R3.5"),
        new(Open, Closed, nameof(ClosingReason.PaidOff), "nothing is owed any more", "R1.6"),
        new(Open, Closed, nameof(ClosingReason.PresumedCured), "missing from as many complete files in a row as the profile says", "R1.6"),
        new(Open, Closed, nameof(ClosingReason.Settled), "a settlement is paid; the rest is let off", "R4.2"),
        new(Open, Closed, nameof(ClosingReason.JudicialEnd), "the court has ended it, as the legal department or the bank's exits say", "R3.4"),
        new(Open, Closed, nameof(ClosingReason.Sold), "the bank's exits say that it was sold", "R1.6"),
        new(Open, Closed, nameof(ClosingReason.WrittenOff), "two people have approved it on its ground and papers, or the bank's exits say so; the claim lives on", "R3.9"),
        new(Open, Closed, nameof(ClosingReason.ClosedByBank), "the bank's exits say that the account was closed", "R1.6"),
        new(Closed, Open, "payment-reversed", "a payment was taken back, and something is overdue again", "R1.6"),
        new(Closed, Open, "returned-in-snapshot", "the account comes back soon after it was presumed cured", "R1.6"),
    ];

    public static IReadOnlyList<Transition> Plans { get; } =
    [
        new("[*]", "Offered", nameof(PlanOffered), "a person puts it to the debtor, whose means are known", "R4.2"),
        new("Offered", "[*]", "replaced", "another offer takes its place", "R4.2"),
        new("Offered", "[*]", "not-confirmed", "the debtor does not confirm in time", "R4.2"),
        new("Offered", "[*]", "not-approved", "it is beyond policy, and nobody approved it", "R4.2"),
        new("Offered", "[*]", "declined", "the debtor does not want it", "R4.2"),
        new("Offered", "InForce", nameof(PlanStarted), "confirmed by the debtor, and approved where it must be", "R4.2"),
        new("[*]", "InForce", nameof(PlanTakenOver), "in force before the system went live", "R1.8"),
        new("InForce", "Missed", nameof(InstalmentMissed), "an instalment is not paid within its days of grace, and the payments files cover them", "R4.3"),
        new("Missed", "InForce", nameof(InstalmentCaughtUp), "what was missed is paid", "R4.3"),
        new("InForce", "Kept", nameof(PlanVerdict.Kept), "all instalments are paid", "R4.3"),
        new("Missed", "Kept", nameof(PlanVerdict.Kept), "the same", "R4.3"),
        new("Missed", "Broken", nameof(PlanVerdict.Broken), "what was missed is not paid in the days to catch up", "R4.3"),
        new("InForce", "Broken", nameof(PlanVerdict.Broken), "one instalment more was missed than may be", "R4.3"),
        new("Kept", "InForce", nameof(PlanReinstated), "a payment of it was taken back", "R1.6"),
    ];

    public static IReadOnlyList<Transition> Placements { get; } =
    [
        new("[*]", "Asked", nameof(PlacementOffered), "a person proposes it, asked by the strategy or by himself", "R3.8"),
        new("Asked", "[*]", nameof(PlacementLapsed), "not approved, facts changed, or the debtor could not be told", "R3.8"),
        new("Asked", "Placed", nameof(PlacedWithAgency), "approved by supervisor and compliance, and the debtor was told the agency's days before", "R3.8"),
        new("Placed", "[*]", nameof(PlacementRecalled), "paid, closed, missing, suspended, a complaint, a plan, represented, vulnerable, lost, help due, court, the term, an emergency stop, or a person", "R3.8"),
    ];

    /// <summary>What comes after what in court; the first steps follow the handoff, or the decision to mediate instead.</summary>
    public static IReadOnlyList<Transition> Proceedings { get; } =
        [.. ProceedingRules.Order.Select(step => new Transition(step.From?.ToString() ?? "[*]", step.To.ToString(), step.To.ToString(), When(step.To), "R3.4"))];

    /// <summary>How what is pledged is disposed of.</summary>
    public static IReadOnlyList<Transition> Collateral { get; } =
        [.. CollateralRules.Order.Select(step => new Transition(step.From?.ToString() ?? "[*]", step.To.ToString(), step.To.ToString(), When(step.To), "R3.9"))];

    /// <summary>Special paths; a case may be on several at once.</summary>
    public static IReadOnlyList<Transition> Paths { get; } =
    [
        new("[*]", "Deceased", nameof(DeathRecorded), "somebody tells that the debtor has died: nothing goes to him, heirs are written to", "R3.6"),
        new("Deceased", "Estate", nameof(EstateAnswer.Accepted), "the estate answers for the debt with what it has", "R3.6"),
        new("Deceased", "NoEstate", nameof(EstateAnswer.Renounced), "the heirs renounce: for legal to assess", "R3.6"),
        new("Deceased", "NoEstate", nameof(EstateAnswer.NoEstate), "there is nothing to answer with: the same", "R3.6"),
        new("Deceased", "[*]", nameof(DeathTakenBack), "he lives, a supervisor says", "R3.6"),
        new("[*]", "Lost", "no-contact-point", "no number, mailbox or address is left that works", "R3.6"),
        new("[*]", "Lost", "said", "a person says so", "R3.6"),
        new("Lost", "[*]", "contact-point", "the bank's files bring one that works", "R3.6"),
        new("Lost", "[*]", "search", "a lawful search finds one", "R3.6"),
        new("Lost", "[*]", "found", "a person says that he can be reached", "R3.6"),
        new("[*]", "Vulnerable", nameof(VulnerabilityNoted), "somebody tells of it, with a lawful basis: help first, trained people, nothing that presses", "R2.3, R3.6"),
        new("Vulnerable", "Vulnerable", nameof(EscalationAllowed), "a supervisor lets the case go up all the same", "R3.6"),
        new("Vulnerable", "[*]", nameof(VulnerabilityEnded), "a trained person says that it is over", "R3.6"),
        new("[*]", "Concern", nameof(ConcernRaised), "a sign of abuse or self-harm: no contact, and somebody looks within hours", "R3.6"),
        new("Concern", "[*]", nameof(ConcernSeen), "a trained person has looked", "R3.6"),
        new("[*]", "Disputed", nameof(DisputeRegistered), "the debtor disputes this debt: it is not collected", "R3.6"),
        new("Disputed", "[*]", nameof(DisputeOutcome.Rejected), "the debt is as it was, and the debtor is told why", "R3.6"),
        new("Disputed", "Correcting", nameof(DisputeOutcome.Upheld), "the bank corrects, and has some days for it", "R3.6"),
        new("Disputed", "Correcting", nameof(DisputeOutcome.Partly), "the same", "R3.6"),
        new("[*]", "SaysPaid", nameof(PaidClaimed), "the debtor says that he has paid: nothing is asked until the payments are in", "R3.6"),
        new("SaysPaid", "[*]", "found", "a payment is there", "R3.6"),
        new("SaysPaid", "[*]", "not-found", "none is: somebody calls, once", "R3.6"),
        new("[*]", "Proceedings", nameof(ProceedingsKind.Bankruptcy), "the debtor is bankrupt: legal takes over, on all accounts", "R3.6"),
        new("[*]", "Proceedings", nameof(ProceedingsKind.Court), "the debt is before a court: legal takes over", "R3.6"),
        new("Proceedings", "[*]", nameof(ProceedingsOutcome.Dismissed), "the case goes on where it stood", "R3.6"),
        new("Proceedings", "NeverAgain", nameof(ProceedingsOutcome.Discharged), "nothing is collected any more: for legal to assess", "R3.6"),
        new("Proceedings", "NeverAgain", nameof(ProceedingsOutcome.PlanConfirmed), "the court's plan is what is paid: the same", "R3.6"),
    ];

    /// <summary>The steps that a stream tells, as <see cref="Stages"/>, <see cref="Plans"/>, <see cref="Proceedings"/>, <see cref="Collateral"/> and <see cref="Paths"/> name them: from, to, because.</summary>
    public static IEnumerable<(string From, string To, string Because)> Of(IEnumerable<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (place, plan, court, asset) = ("[*]", "[*]", "[*]", "[*]");
        foreach (var fact in facts)
        {
            if (StageStep(fact, place) is { } step)
            {
                yield return step;
                place = step.To is Closed or Open ? place : step.To;
            }
            else if (PlanStep(fact, plan) is { } planned)
            {
                yield return planned;
                plan = planned.To;
            }
            else if (PlacementStep(fact) is { } placement)
            {
                yield return placement;
            }
            else if (fact is ProceedingTaken taken)
            {
                if (taken.Step.ToString() != court) yield return (court, taken.Step.ToString(), taken.Step.ToString());
                court = taken.Step.ToString();
            }
            else if (CollateralStepOf(fact) is { } disposal)
            {
                if (disposal != asset) yield return (asset, disposal, disposal);
                asset = disposal;
            }
            else if (fact is HandoffAcknowledged or DirectionGiven { Direction: Direction.Mediation or Direction.CourtAgain })
            {
                court = "[*]";
            }
            else if (PathStep(fact) is { } special)
            {
                yield return special;
            }
        }
    }

    /// <summary>The page docs/case-life.md.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("""
            # The life of a case

            Made from the code (`functions/Cases/CaseLife.cs`); a test holds this page, and lives lived in virtual time, against it: a step that is not here fails it, and so does a step that no life takes.

            ## Stages

            """);
        Diagram(text, Stages.Where(step => step.From is not (Open or Closed)));
        text.Append("\nFrom every stage a case may be closed, and some closed cases open again where they stood. While it is open it waits for a time, a file or a person, always with a reason: `waits` of `GET /api/cases/{id}`.\n");
        text.Append("What waits for a person has a deadline; what is not done then stands in the supervisor's queue `escalated`.\n\n");
        Table(text, Stages);
        text.Append("\n## Plans\n\n");
        Diagram(text, Plans);
        text.Append('\n');
        Table(text, Plans);
        text.Append("\n## Placements with agencies\n\n");
        Diagram(text, Placements);
        text.Append('\n');
        Table(text, Placements);
        text.Append("\n## Proceedings\n\nThe same step may be told of again, as how it went on; each has a day on which a person of the legal department is asked for the next.\n\n");
        Diagram(text, Proceedings);
        text.Append('\n');
        Table(text, Proceedings);
        text.Append("\n## Collateral\n\n");
        Diagram(text, Collateral);
        text.Append('\n');
        Table(text, Collateral);
        text.Append("\n## Special paths\n\nA case may be on several at once; each takes precedence over its stage. Days that go by on one do not bring it up its ladders, unless the strategy says so.\n\n");
        Diagram(text, Paths);
        text.Append('\n');
        Table(text, Paths);
        return text.ToString();
    }

    private static (string, string To, string)? StageStep(Fact fact, string place) => fact switch
    {
        CaseOpened => ("[*]", nameof(Stage.Reminder), nameof(CaseOpened)),
        StageEntered entered => (place, entered.Stage.ToString(), entered.Because),
        LineChanged { Line: Line.Second, Because: not (ProceedingsRules.Dismissed or "recalled") } changed => (place, "SecondLine", changed.Because),
        CaseClosed closed => (Open, Closed, closed.Reason.ToString()),
        CaseReopened reopened => (Closed, Open, reopened.Because),
        _ => null,
    };

    private static (string, string, string)? PlacementStep(Fact fact) => fact switch
    {
        PlacementOffered => ("[*]", "Asked", nameof(PlacementOffered)),
        PlacementLapsed => ("Asked", "[*]", nameof(PlacementLapsed)),
        PlacedWithAgency => ("Asked", "Placed", nameof(PlacedWithAgency)),
        PlacementRecalled => ("Placed", "[*]", nameof(PlacementRecalled)),
        _ => null,
    };

    private static (string, string To, string)? PlanStep(Fact fact, string plan) => fact switch
    {
        PlanOffered => ("[*]", "Offered", nameof(PlanOffered)),
        PlanLapsed lapsed => ("Offered", "[*]", lapsed.Because),
        PlanStarted => ("Offered", "InForce", nameof(PlanStarted)),
        PlanTakenOver => ("[*]", "InForce", nameof(PlanTakenOver)),
        InstalmentMissed => ("InForce", "Missed", nameof(InstalmentMissed)),
        InstalmentCaughtUp => ("Missed", "InForce", nameof(InstalmentCaughtUp)),
        PlanJudged judged => (plan, judged.Verdict.ToString(), judged.Verdict.ToString()),
        PlanReinstated => ("Kept", "InForce", nameof(PlanReinstated)),
        _ => null,
    };

    private static string? CollateralStepOf(Fact fact) => fact switch
    {
        CollateralStepTaken taken => taken.Step.ToString(),
        LetterMailed { Template: CollateralRules.Notice } => nameof(CollateralStep.Noticed),
        _ => null,
    };

    private static string When(CollateralStep step) => step switch
    {
        CollateralStep.Assessed => "what is pledged is assessed, in a case that is visited or in court",
        CollateralStep.Noticed => "the notice to its owner is posted, through the gate",
        CollateralStep.Agreed => "its owner agrees to the sale",
        CollateralStep.CourtOrdered => "the court orders it",
        CollateralStep.Valued => "it is valued",
        CollateralStep.Sold => "it is sold, with the approval of supervisor and legal, at the approved price or more",
        CollateralStep.Reconciled => "what the debt gets of it has come in with the payments file, to the cent",
        CollateralStep.SurplusPaid => "what it brought beyond the debt is paid back",
        CollateralStep.Released => "it is not disposed of",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static string When(ProceedingStep step) => step switch
    {
        ProceedingStep.Mediation => "a mediator is asked",
        ProceedingStep.PaymentOrder => "a payment order is applied for",
        ProceedingStep.Suit => "a suit is filed",
        ProceedingStep.Judgment => "judgment is given",
        ProceedingStep.Enforcement => "enforcement is applied for",
        ProceedingStep.Ended => "the court has ended it for good; the case closes as JudicialEnd",
        ProceedingStep.Returned => "it came back; a person says where the case goes",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static (string, string To, string)? PathStep(Fact fact) => fact switch
    {
        DeathRecorded => ("[*]", "Deceased", nameof(DeathRecorded)),
        EstateAnswered answer => ("Deceased", answer.Answer == EstateAnswer.Accepted ? "Estate" : "NoEstate", answer.Answer.ToString()),
        DeathTakenBack => ("Deceased", "[*]", nameof(DeathTakenBack)),
        DebtorLost lost => ("[*]", "Lost", lost.Because),
        DebtorFound found => ("Lost", "[*]", found.Because == "said" ? "found" : found.Because),
        VulnerabilityNoted => ("[*]", "Vulnerable", nameof(VulnerabilityNoted)),
        EscalationAllowed => ("Vulnerable", "Vulnerable", nameof(EscalationAllowed)),
        VulnerabilityEnded => ("Vulnerable", "[*]", nameof(VulnerabilityEnded)),
        ConcernRaised => ("[*]", "Concern", nameof(ConcernRaised)),
        ConcernSeen => ("Concern", "[*]", nameof(ConcernSeen)),
        DisputeRegistered => ("[*]", "Disputed", nameof(DisputeRegistered)),
        DisputeAnswered answer => ("Disputed", answer.Outcome == DisputeOutcome.Rejected ? "[*]" : "Correcting", answer.Outcome.ToString()),
        PaidClaimed => ("[*]", "SaysPaid", nameof(PaidClaimed)),
        PaidClaimJudged judged => ("SaysPaid", "[*]", judged.Found ? "found" : "not-found"),
        ProceedingsNoted noted => ("[*]", "Proceedings", noted.Proceedings.ToString()),
        ProceedingsEnded ended => ("Proceedings", ended.Outcome == ProceedingsOutcome.Dismissed ? "[*]" : "NeverAgain", ended.Outcome.ToString()),
        _ => null,
    };

    private static void Diagram(StringBuilder text, IEnumerable<Transition> steps)
    {
        text.Append("```mermaid\nstateDiagram-v2\n");
        foreach (var step in steps.GroupBy(step => (step.From, step.To)))
            text.Append(CultureInfo.InvariantCulture, $"    {step.Key.From} --> {step.Key.To}: {string.Join(", ", step.Select(one => one.Because))}\n");
        text.Append("```\n");
    }

    private static void Table(StringBuilder text, IEnumerable<Transition> steps)
    {
        text.Append("| from | to | because | when | serves |\n|---|---|---|---|---|\n");
        foreach (var step in steps) text.Append(CultureInfo.InvariantCulture, $"| {step.From} | {step.To} | `{step.Because}` | {step.When} | {step.Requirement} |\n");
    }
}
