using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Tests.Cases;
using static Collections.Functions.Tests.SelfAudit.AuditedLives;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>Visits that the facts do not bear. (R3.3, R9.4)</summary>
public class VisitAuditTests
{
    private static readonly DateTimeOffset Noon = At(4, 10);

    [Fact]
    public void A_visit_as_it_should_be()
    {
        var audited = Visiting();
        Visit(audited, Noon, "v1", "a", "b");
        Assert.Empty(audited.Judge());
    }

    [Fact]
    public void A_visit_without_a_plan() => Only(
        "visit-unplanned", Visiting().Then(Noon, new VisitReported("v1", "t", Noon, ["a", "b"], VisitOutcome.Met)), "contact-unjudged");

    [Fact]
    public void A_visit_to_which_one_of_two_came() => Only(
        "visitors-not-there",
        Visiting().Then(Noon, Planned(Noon, "v1", "a", "b"), new VisitStarted("plan-v1", "v1")).By("a/field", Noon, new VisitorCheckedIn("v1", "a"), new VisitorCheckedOut("v1", "a"))
            .Then(Noon, new VisitReported("v1", "t", Noon, ["a", "b"], VisitOutcome.Met)), "contact-unjudged");

    [Fact]
    public void A_visitor_for_whom_another_spoke() => Only(
        "visitor-by-another",
        Visiting().Then(Noon, Planned(Noon, "v1", "a", "b"), new VisitStarted("plan-v1", "v1")).By("a/field", Noon, new VisitorCheckedIn("v1", "b")).By("b/field", Noon, new VisitorCheckedOut("v1", "b")));

    [Fact]
    public void A_visit_without_papers_at_a_workplace_in_the_dark()
    {
        var plan = Planned(At(4, 19), "v1", "a", "b") with { Place = VisitPlace.Workplace, Papers = [VisitPaper.Uniform] };
        Assert.Equal(["visit-elsewhere", "visit-hour", "visit-papers"], Visiting().Then(Noon, plan).Judge().Select(violation => violation.Rule).Order());
        Assert.Empty(Visiting().Then(Noon, Planned(At(4, 19), "v1", "a", "b") with { Appointment = "call-1" }).Judge());
    }

    [Fact]
    public void A_visitor_who_was_not_looked_for()
    {
        var audited = Visiting().Then(Noon, Planned(Noon, "v1", "a", "b"), new VisitStarted("plan-v1", "v1")).By("a/field", Noon, new VisitorCheckedIn("v1", "a"));
        Only("visitor-forgotten", audited.Then(Noon.AddHours(4), new TaskClosed("x", "done")));
    }

    [Fact]
    public void A_third_party_of_whom_nobody_says_that_he_was_told_nothing()
    {
        var audited = Visiting();
        Visit(audited, Noon, "v1", VisitOutcome.ThirdPartyPresent, "a", "b");
        Only("third-party-told", audited);
    }

    [Theory]
    [InlineData(VisitOutcome.SafetyStop, ContactGate.VisitsStopped)]
    [InlineData(VisitOutcome.Moved, ContactGate.InvalidAddress)]
    public void A_visit_after_one_that_should_have_been_the_last(VisitOutcome first, string rule)
    {
        var audited = Visiting();
        Visit(audited, Noon, "v1", first, "a", "b");
        audited.Beside(audited.Record("v2", Channel.Visit, At(30, 10), ContactState.Reserved));
        Only(rule, audited);
    }

    [Fact]
    public void A_third_visit_in_ninety_days_under_a_pack_that_says_nothing_of_it()
    {
        var audited = new Audited(Given.Opening(daysPastDue: 100, overdue: 20_000)) { Pack = PolicyCatalog.Shipped.Get("cn-national") };
        foreach (var day in (int[])[0, 20, 40]) audited.Beside(audited.Record($"v{day}", Channel.Visit, At(day, 10), ContactState.Reserved));
        Only(ContactGate.VisitLimits, audited);
    }

    [Fact]
    public void A_photo_and_a_witness_without_consent()
    {
        var audited = Visiting().Then(Noon, new VisitConsentGiven("e1", VisitConsent.Photos), new PhotoTaken("photo-1", "v1", "hash", "image/png", "e1"));
        Assert.Empty(audited.Judge());
        Only("photo-without-consent", audited.Then(Noon, new VisitConsentWithdrawn("e1"), new PhotoTaken("photo-2", "v1", "hash", "image/png", "e1")));
    }

    [Fact]
    public void Another_visit_and_a_waiver_that_nobody_approved()
    {
        var audited = Visiting();
        Visit(audited, Noon, "v1", "a", "b");
        Only("visit-without-approval", audited.Then(Noon, new VisitApproved("a9")));
        Only("waiver-without-approval", Visiting().Then(Noon, new VisitWaived("a9", "test")));
    }
}
