using Collections.Functions.Cases;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Court;
using static Collections.Functions.Tests.SelfAudit.AuditedLives;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>Legal steps that the facts do not bear. (R9.4)</summary>
public class CourtAuditTests
{
    [Fact]
    public void Steps_in_their_order_are_lawful() =>
        Assert.Empty(Taken().Then(At(27, 9), Step(ProceedingStep.Suit, 26)).Then(At(40, 9), Step(ProceedingStep.Judgment, 40)).Then(At(50, 9), Step(ProceedingStep.Enforcement, 45)).Judge());

    [Fact]
    public void A_suit_in_a_case_that_no_court_had_taken() => Only("proceeding-without-handoff", Lawful().Then(At(26, 9), Step(ProceedingStep.Suit, 26)));

    [Fact]
    public void An_enforcement_of_what_was_not_decided() => Only("proceeding-order", Taken().Then(At(27, 9), Step(ProceedingStep.Suit, 26)).Then(At(28, 9), Step(ProceedingStep.Enforcement, 28)));

    [Fact]
    public void A_step_that_is_dated_ahead() => Only("proceeding-date", Taken().Then(At(27, 9), Step(ProceedingStep.Suit, 28)));

    [Fact]
    public void A_step_after_the_case_came_back() =>
        Only("proceeding-without-handoff", Taken().Then(At(27, 9), Step(ProceedingStep.Suit, 26)).Then(At(28, 9), Step(ProceedingStep.Returned, 28)).Then(At(29, 9), Step(ProceedingStep.Suit, 29)));

    [Fact]
    public void A_handoff_before_its_time_is_lawful_once_the_debtor_has_refused() => Assert.Empty(
        Letter().Then(At(9, 9), new LetterAnswered(LetterAnswer.Refuses, Monday.AddDays(9), null, "n")).Then(At(9, 10), new DossierBuilt("b", "s", 20), new HandedOver("m", "b", "s")).Judge());

    [Fact]
    public void A_handoff_after_a_letter_that_came_back_and_was_not_sent_again() => Only(
        "handoff-before-answer",
        Letter().Then(At(9, 9), new LetterAnswered(LetterAnswer.Undeliverable, Monday.AddDays(9), UndeliveredLetter.TryAgain, "n")).Then(At(30, 10), new DossierBuilt("b", "s", 20), new HandedOver("m", "b", "s")));

    private static Audited Taken() => Lawful().Then(At(26, 9), new HandoffAcknowledged(true, "F-1"));

    private static Audited Letter()
    {
        var audited = AtLegal("li").Then(At(8, 10), new LetterPosted("l1", "t", Monday.AddDays(23)));
        return audited.Beside(audited.Record("l1", Channel.Letter, At(8, 10), Functions.Contact.ContactState.Reported, Purpose.LegalNotice));
    }

    private static ProceedingTaken Step(ProceedingStep step, int day) => new(step, Monday.AddDays(day), "C-1");
}
