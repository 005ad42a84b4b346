using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Tests.Cases;
using static Collections.Functions.Tests.SelfAudit.AuditedLives;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>Stages, approvals, visits and handoffs that the facts do not bear. (R9.4)</summary>
public class StageAuditTests
{
    [Fact]
    public void A_stage_that_was_skipped() =>
        Assert.Contains(new Audited().Then(Given.Start, new StageEntered(Stage.FieldVisit, "x")).Judge(), violation => violation.Rule == "stage-skipped");

    [Fact]
    public void A_stage_entered_too_early() =>
        Only("stage-too-early", new Audited(Given.Opening(daysPastDue: 29)).Then(Given.Start, new StageEntered(Stage.Negotiation, "x")));

    [Fact]
    public void Field_visits_that_nobody_approved() =>
        Only("stage-without-approval", Tried().Then(At(2, 10), new StageEntered(Stage.FieldVisit, "x")));

    [Fact]
    public void An_approval_by_its_proposer()
    {
        var found = Tried().Then(At(2, 9), Ask(5, "ana"), new ApprovalDecided("a1", true, "ana", "supervisor")).Judge();
        Assert.Equal("approval", Assert.Single(found).Rule);
    }

    [Fact]
    public void Field_visits_on_facts_that_have_changed()
    {
        var audited = Tried();
        audited.Then(At(2, 9), Ask(2, "system"), new ApprovalDecided("a1", true, "bo", "supervisor"))
            .Then(At(2, 10), new PaymentReceived("p", Given.Cny(10), Monday, "transfer", "bus"))
            .Then(At(2, 11), new StageEntered(Stage.FieldVisit, "x", "a1"));
        Only("stage-without-approval", audited);
    }

    [Fact]
    public void Field_visits_without_a_delivered_reminder() =>
        Only("stage-without-reminder", Approved(Negotiating().Call(At(1, 10), "c1")).Then(At(2, 10), new StageEntered(Stage.FieldVisit, "x", "a1")));

    [Fact]
    public void A_legal_handoff_approved_by_one_person_in_two_roles()
    {
        var found = AtLegal(lawyer: "bo").Judge();
        Assert.Equal(["approval", "stage-without-approval"], found.Select(violation => violation.Rule));
    }

    [Fact]
    public void A_visit_by_one()
    {
        var audited = Visiting();
        Visit(audited, At(4, 10), "v1", "a");
        Only("visitors", audited, "cn-national/visitors", "visitors-not-there");
    }

    [Fact]
    public void A_visit_instead_of_which_a_waiver_was_approved()
    {
        var audited = Approved(Tried(), ApprovalSubject.VisitWaiver).Then(At(2, 10), new StageEntered(Stage.FieldVisit, "x", "a1", VisitWaived: true));
        Visit(audited, At(4, 10), "v1", "a", "b");
        Only("visit-without-approval", audited);
    }

    [Fact]
    public void A_handoff_before_the_time_to_answer_is_over() =>
        Only("handoff-before-answer", AtLegal("li").Then(At(9, 10), new LetterPosted("l1", "t", Monday.AddDays(24)), new DossierBuilt("b", "s", 9), new HandedOver("m", "b", "s")), "contact-unjudged");
}
