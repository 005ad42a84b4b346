using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>A message that speaks of several accounts is held against all their streams. (R5.2, R9.1)</summary>
public class CoverAuditTests
{
    private static readonly CaseKey Other = new("1123456789abcdef0123456789abcdef");

    private static readonly DateTimeOffset Ten = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(10, 0));

    [Fact]
    public void A_message_and_what_it_covers_fit_each_other() => Assert.Empty(Sent().Judge(Covered().Then(Ten, Told())));

    [Fact]
    public void A_covered_case_that_was_never_told() => Only("cover-untold", Sent(), Covered());

    [Fact]
    public void A_case_that_counts_a_message_which_does_not_speak_of_it() => Only("cover-without-message", Sent(covers: null), Covered().Then(Ten, Told()));

    [Fact]
    public void A_case_that_counts_a_message_which_was_given_up() => Only("cover-without-message", Sent(ContactState.Released), Covered().Then(Ten, Told()));

    [Fact]
    public void A_message_that_never_left_was_rightly_counted_until_then() =>
        Assert.Empty(Sent(ContactState.Released, "never-left").Judge(Covered().Then(Ten, Told(), new CoverUndone("m1", "negotiation-2"))));

    [Fact]
    public void A_case_of_another_debtor_in_the_text() => Only("cover-of-another", Sent(), Covered("d1000000000000000000000000000000").Then(Ten, Told()));

    [Fact]
    public void A_case_that_was_paid_before_the_text_spoke_of_it() => Only("contact-after-stop", Sent(), Covered()
        .Then(Ten.AddMinutes(-1), new PaymentReceived("p1", Given.Cny(20_000), new DateOnly(2026, 3, 2), "transfer", "bus")).Then(Ten, Told()));

    private static ContactCovered Told() => new("m1", Given.Key, Channel.Sms, "negotiation-2", "negotiation");

    private static Audited Sent(ContactState state = ContactState.Sent, string? because = null) => Sent([new CoveredCase(Other, "negotiation-2", "negotiation", Ten)], state, because);

    private static Audited Sent(IReadOnlyList<CoveredCase>? covers, ContactState state = ContactState.Sent, string? because = null)
    {
        var audited = new Audited().Then(Given.Start, new StageEntered(Stage.Negotiation, "days-past-due"));
        var outcome = state == ContactState.Released && because is null ? SendOutcome.Released : SendOutcome.Sent;
        audited.Then(Ten, new ContactPlanned("m1", Channel.Sms, Purpose.Collection, Party.Debtor, "r1", "negotiation"), new SendStarted("m1"), new ContactCompleted("m1", outcome, "m"));
        return audited.Beside(audited.Record("m1", Channel.Sms, Ten, state) with { Covers = covers, StoppedBy = because });
    }

    private static Audited Covered(string debtor = "d0000000000000000000000000000000") => new Audited(
        Given.Opening(daysPastDue: 70, overdue: 20_000m) with { Key = Other, Account = new AccountKey("a1"), Debtor = new DebtorKey(debtor) }).Then(Given.Start, new StageEntered(Stage.Negotiation, "days-past-due"));

    private static void Only(string rule, Audited sender, Audited covered) =>
        Assert.Equal((rule, Other), Assert.Single(sender.Judge(covered).Select(violation => (violation.Rule, violation.Case)).Distinct()));
}
