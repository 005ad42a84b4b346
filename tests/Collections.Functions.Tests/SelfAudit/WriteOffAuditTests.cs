using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;
using Collections.Functions.Tests.Cases;
using static Collections.Functions.Tests.SelfAudit.AuditedLives;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>Write-offs and sales that the facts do not bear. (R3.9, R9.4, R9.7)</summary>
public class WriteOffAuditTests
{
    [Fact]
    public void Two_people_and_what_comes_in_later_are_lawful() => Assert.Empty(
        Booked("bo", "lin").Then(At(5, 9), new PaymentReceived("p1", Given.Cny(10), Monday, "transfer", "bus"), new RecoveryRecorded("p1", Given.Cny(10), Monday)).Judge());

    [Fact]
    public void One_person_in_two_roles()
    {
        var found = Booked("bo", "bo").Judge();
        Assert.Equal(["approval", "write-off-without-approval"], found.Select(violation => violation.Rule).Order());
    }

    [Fact]
    public void On_facts_that_have_changed() => Only(
        "write-off-without-approval",
        Asked().Then(At(2, 10), Decided("bo", "supervisor"), Decided("lin", "compliance")).Then(At(2, 11), new PaymentReceived("p", Given.Cny(10), Monday, "transfer", "bus")).Then(At(2, 12), Book()));

    [Fact]
    public void More_than_the_two_may_write_off() => Only(
        "write-off-without-authority",
        Asked().Then(At(2, 10), Decided("bo", "supervisor"), Decided("lin", "compliance")).Then(At(2, 11), Book() with { Amount = Given.Cny(100_001) }, new CaseClosed(ClosingReason.WrittenOff, On: Monday)));

    [Fact]
    public void A_case_that_was_closed_as_written_off_by_nobody() => Only("write-off-without-approval", Negotiating().Then(At(2, 9), new CaseClosed(ClosingReason.WrittenOff)));

    [Fact]
    public void A_case_that_the_bank_wrote_off_is_the_banks() => Assert.Empty(Negotiating().Then(At(2, 9), new CaseClosed(ClosingReason.WrittenOff, "exits", Monday)).Judge());

    [Fact]
    public void A_recovery_that_is_counted_twice()
    {
        var recovery = new RecoveryRecorded("p1", Given.Cny(10), Monday);
        Only("recovery-twice", Booked("bo", "lin").Then(At(5, 9), new PaymentReceived("p1", Given.Cny(10), Monday, "transfer", "bus"), recovery, recovery));
    }

    [Theory]
    [InlineData(120_000, null)]
    [InlineData(99_999, "sale-without-approval")]
    public void A_sale_below_the_price_that_was_approved(decimal price, string? rule)
    {
        var audited = Noticed();
        audited.Then(At(3, 9), Ask(audited.Version, "system", ApprovalSubject.CollateralSale) with { Amount = Given.Cny(100_000) }, Decided("bo", "supervisor"), Decided("li", "legal"));
        audited.Then(At(3, 10), Sale(price, surplus: price - 40_000));
        if (rule is null) Assert.Empty(audited.Judge());
        else Only(rule, audited);
    }

    [Fact]
    public void A_sale_that_nobody_approved() => Only("sale-without-approval", Noticed().Then(At(3, 10), Sale(100_000, 60_000)));

    [Fact]
    public void Proceeds_that_do_not_add_up()
    {
        var audited = Noticed();
        audited.Then(At(3, 9), Ask(audited.Version, "system", ApprovalSubject.CollateralSale) with { Amount = Given.Cny(100_000) }, Decided("bo", "supervisor"), Decided("li", "legal"));
        Only("proceeds-sum", audited.Then(At(3, 10), Sale(100_000, 59_999.99m)));
    }

    private static Audited Noticed()
    {
        var audited = Negotiating().Then(At(2, 9), new LetterMailed("l1", "t", CollateralRules.Notice)).Then(At(2, 10), new CollateralStepTaken(CollateralStep.Valued, Monday, "V", Given.Cny(1)));
        return audited.Beside(audited.Record("l1", Channel.Letter, At(2, 9), Functions.Contact.ContactState.Reported, Purpose.LegalNotice));
    }

    private static CollateralStepTaken Sale(decimal price, decimal surplus) => new(
        CollateralStep.Sold, Monday, "S", Given.Cny(price),
        new SaleProceeds(Given.Cny(price), Given.Cny(0), Given.Cny(0), new DebtParts(Given.Cny(20_000), Given.Cny(0), Given.Cny(0), Given.Cny(0)), Given.Cny(20_000), Given.Cny(surplus), Given.Cny(0)), "a1");

    private static Audited Booked(string first, string second) => Asked().Then(At(2, 10), Decided(first, "supervisor"), Decided(second, "compliance")).Then(At(2, 11), Book(), new CaseClosed(ClosingReason.WrittenOff, On: Monday));

    private static Audited Asked() => Negotiating().Then(At(2, 9), Ask(2, "system", ApprovalSubject.WriteOff));

    private static ApprovalDecided Decided(string by, string role) => new("a1", true, by, role);

    private static WriteOffBooked Book() => new("a1", WriteOffGround.SmallAmount, Given.Cny(40_000), Monday);
}
