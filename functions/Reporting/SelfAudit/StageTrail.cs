using System.Globalization;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>The way of a case through the stages: none skipped, none entered without what it needs. (R3.5, R9.4)</summary>
internal sealed class StageTrail(PinTrail pins, ApprovalTrail approvals)
{
    private int delivered;

    private int calls;

    private int visits;

    private bool visitApproved;

    private bool waived;

    private DateOnly? answerBy;

    private bool settled;

    private bool dossier;

    public Stage Stage { get; private set; } = Stage.Reminder;

    /// <param name="daysPastDue">On the day of the fact.</param>
    /// <param name="material">Sequence of the last material fact before it.</param>
    public IEnumerable<(string Rule, string Why)> Take(StoredFact stored, int daysPastDue, long material)
    {
        switch (stored.Fact)
        {
            case StageEntered entered:
                foreach (var wrong in Enter(entered, daysPastDue, material)) yield return wrong;
                break;
            case DeliveryReported { Delivered: true }:
                delivered++;
                break;
            case CallRecorded:
                calls++;
                break;
            case VisitReported visit:
                if (!visitApproved) yield return ("visit-without-approval", "A visit was made that nobody had approved.");
                (visitApproved, visits) = (false, visits + 1);
                break;
            case VisitApproved approved:
                if (approvals.Missing(approved.Approval, material, ApprovalSubject.FieldVisit) is { } unapproved) yield return ("visit-without-approval", $"Another visit was let go, but {unapproved}.");
                visitApproved = true;
                break;
            case VisitWaived instead:
                if (approvals.Missing(instead.Approval, material, ApprovalSubject.VisitWaiver) is { } unwaived) yield return ("waiver-without-approval", $"The visit was waived, but {unwaived}.");
                (waived, visitApproved) = (true, false);
                break;
            case LetterPosted posted:
                (answerBy, settled) = (posted.AnswerBy, false);
                break;
            case LetterAnswered { Undelivered: UndeliveredLetter.TryAgain }:
                answerBy = null;
                break;
            case LetterAnswered { Answer: LetterAnswer.Refuses or LetterAnswer.Undeliverable }:
                settled = true;
                break;
            case LegalTagged { Ready: true } when !(daysPastDue >= pins.Strategy.LegalTag?.From):
                yield return ("legal-tag-too-early", "The case was marked as ready for the legal department before its strategy says so.");
                break;
            case DossierBuilt:
                dossier = true;
                break;
            case HandedOver:
                if (Stage != Stage.LegalHandoff) yield return ("handoff-out-of-stage", $"The case was handed over in the stage {Stage}.");
                if (answerBy is null || (!settled && BusinessTime.DayOf(stored.At) <= answerBy)) yield return ("handoff-before-answer", "The case was handed over before the time to answer the lawyer's letter was over.");
                if (!dossier) yield return ("handoff-without-dossier", "The case was handed over without a dossier.");
                dossier = false;
                break;
            default:
                break;
        }
    }

    private IEnumerable<(string, string)> Enter(StageEntered entered, int daysPastDue, long material)
    {
        if (entered.Stage > Stage + 1 && Enumerable.Range((int)Stage + 1, entered.Stage - Stage - 1).Any(between => pins.Strategy.Uses((Stage)between))) yield return ("stage-skipped", $"{Stage} was followed by {entered.Stage}.");
        if (entered.Stage > Stage && !pins.Strategy.Uses(entered.Stage)) yield return ("stage-unused", $"{entered.Stage} was entered, which strategy {pins.Strategy.Reference} does not use.");
        else if (entered.Stage > Stage && daysPastDue < Least(entered.Stage))
            yield return ("stage-too-early", string.Create(CultureInfo.InvariantCulture, $"{entered.Stage} was entered at {daysPastDue} days past due."));
        if (entered.Stage > Stage && entered.Stage is (Stage.FieldVisit or Stage.LegalHandoff))
        {
            if (delivered == 0) yield return ("stage-without-reminder", $"{entered.Stage} was entered without a delivered reminder.");
            if (calls == 0) yield return ("stage-without-negotiation", $"{entered.Stage} was entered without a recorded try to negotiate.");
            if (approvals.Missing(entered.Approval, material, Subject(entered)) is { } why) yield return ("stage-without-approval", $"{entered.Stage} was entered, but {why}.");
        }

        if (entered.Stage == Stage.LegalHandoff && approvals.Estimate(entered.Approval) is { Net.IsPositive: false }) yield return ("handoff-not-worth-it", "LegalHandoff was entered although court was expected to cost more than it brings.");
        if (entered.Stage == Stage.LegalHandoff && visits == 0 && !waived && pins.Strategy.Uses(Stage.FieldVisit)) yield return ("stage-skipped", "LegalHandoff was entered without a visit or its approved waiver.");
        waived |= entered.VisitWaived;
        visitApproved = entered is { Stage: Stage.FieldVisit, VisitWaived: false } && entered.Stage > Stage;
        (answerBy, settled) = (null, false);
        Stage = entered.Stage;
    }

    private static ApprovalSubject Subject(StageEntered entered) => entered.Stage == Stage.LegalHandoff ? ApprovalSubject.LegalHandoff
        : entered.VisitWaived ? ApprovalSubject.VisitWaiver : ApprovalSubject.FieldVisit;

    /// <summary>The fewest days past due at which any case may enter.</summary>
    private int Least(Stage stage) => stage switch
    {
        Stage.Reminder => 0,
        Stage.Negotiation => pins.Strategy.Negotiation.From,
        Stage.FieldVisit => Math.Min(pins.Strategy.FieldVisit.From, pins.Strategy.FieldVisit.FromHighRisk),
        Stage.LegalHandoff => Math.Min(pins.Strategy.Legal.After, pins.Strategy.Legal.AfterRefusals) + 1,
        _ => throw new InvalidOperationException($"The auditor does not know the stage {stage}."),
    };
}
