using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>Lives of cases up to where a test goes on, from Monday 2 March 2026.</summary>
internal static class AuditedLives
{
    public static readonly DateOnly Monday = new(2026, 3, 2);

    public static DateTimeOffset At(int day, int hour, int minute = 0) => BusinessTime.At(Monday.AddDays(day), new TimeOnly(hour, minute));

    public static PromiseMade Promise(int days) => new("promise-1", Given.Cny(100), Monday.AddDays(days), Monday, Monday.AddDays(days + 2), "transfer");

    public static Audited Negotiating(CaseOpened? opened = null) => new Audited(opened ?? Given.Opening(daysPastDue: 100, overdue: 20_000)).Then(Given.Start, new StageEntered(Stage.Negotiation, "days-past-due"));

    public static Audited Tried() => Negotiating().Message(At(0, 10), "m1").Call(At(1, 10), "c1");

    public static ApprovalRequested Ask(long basis, string proposer, ApprovalSubject subject = ApprovalSubject.FieldVisit, string id = "a1") =>
        new(id, subject, proposer, ApprovalRules.RolesFor(subject), At(9, 18), basis, Given.Cny(20_000), 100, "x");

    public static Audited Approved(Audited audited, ApprovalSubject subject = ApprovalSubject.FieldVisit) =>
        audited.Then(At(2, 9), Ask(2, "system", subject), new ApprovalDecided("a1", true, "bo", "supervisor"));

    public static Audited Visiting() => Approved(Tried()).Then(At(2, 10), new StageEntered(Stage.FieldVisit, "x", "a1"));

    public static VisitPlanned Planned(DateTimeOffset at, string id, params string[] visitors) =>
        new($"plan-{id}", "t", at, at.AddHours(2), VisitPlace.Home, visitors, Enum.GetValues<VisitPaper>(), Address: AddressProof.BranchRecord);

    /// <summary>A visit from its plan to its end, by all of these.</summary>
    public static void Visit(Audited audited, DateTimeOffset at, string id, params string[] visitors) => Visit(audited, at, id, VisitOutcome.Absent, visitors);

    public static void Visit(Audited audited, DateTimeOffset at, string id, VisitOutcome outcome, params string[] visitors)
    {
        audited.Then(at, Planned(at, id, visitors), new VisitStarted($"plan-{id}", id));
        foreach (var visitor in visitors) audited.By($"{visitor}/field", at, new VisitorCheckedIn(id, visitor));
        foreach (var visitor in visitors) audited.By($"{visitor}/field", at, new VisitorCheckedOut(id, visitor));
        audited.Then(at, new VisitReported(id, "t", at, visitors, outcome, Visit: $"plan-{id}")).Beside(audited.Record(id, Channel.Visit, at, ContactState.Reported));
    }

    public static Audited AtLegal(string lawyer)
    {
        var audited = Visiting();
        Visit(audited, At(4, 10), "v1", "a", "b");
        return audited
            .Then(At(7, 9), Ask(audited.Version, "system", ApprovalSubject.LegalHandoff, "a2"), new ApprovalDecided("a2", true, "bo", "supervisor"), new ApprovalDecided("a2", true, lawyer, "legal"))
            .Then(At(7, 10), new StageEntered(Stage.LegalHandoff, "x", "a2"));
    }

    public static Audited Lawful()
    {
        var audited = AtLegal("li").Then(At(8, 10), new LetterPosted("l1", "t", Monday.AddDays(23)));
        audited.Beside(audited.Record("l1", Channel.Letter, At(8, 10), ContactState.Reported, Purpose.LegalNotice));
        return audited.Then(At(24, 9), new DossierBuilt("b", "s", 20), new HandedOver("m", "b", "s")).Message(At(24, 10), "m9");
    }

    /// <summary>Exactly one violation, apart from those that the situation brings along.</summary>
    public static void Only(string rule, Audited audited, params string[] besides) =>
        Assert.Equal(rule, Assert.Single(audited.Judge(), violation => !besides.Contains(violation.Rule)).Rule);
}
