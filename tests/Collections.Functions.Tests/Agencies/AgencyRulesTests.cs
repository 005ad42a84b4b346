using Collections.Functions.Agencies;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.SelfAudit;

namespace Collections.Functions.Tests.Agencies;

/// <summary>What agencies earn, and what the auditor sees of them. (R3.8, R9.4)</summary>
public class AgencyRulesTests
{
    private static readonly DateOnly From = new(2026, 3, 2);

    [Fact]
    public void The_fee_is_the_share_of_what_stays_paid_in_the_placement_to_the_cent()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var chance = new Random(seed);
            var (facts, expected) = (new List<Fact>(), 0m);
            for (var i = 0; i < chance.Next(12); i++)
            {
                var (amount, day) = (chance.Next(1, 1_000_000) / 100m, From.AddDays(chance.Next(-5, 35)));
                facts.Add(new PaymentReceived($"p{i}", Given.Cny(amount), day, "transfer", "bus"));
                if (chance.Next(4) == 0) facts.Add(new PaymentReversed($"p{i}", "bus"));
                else if (day >= From && day <= From.AddDays(29)) expected += amount;
            }

            var share = chance.Next(0, 6001) / 10_000m;
            var fees = AgencyFees.Of(facts, From, From.AddDays(29), share, "CNY");
            Assert.Equal(expected, fees.Recovered.Amount);
            Assert.True(Math.Abs((expected * share) - fees.Fee.Amount) <= 0.005m);
            Assert.Equal(decimal.Round(fees.Fee.Amount, 2), fees.Fee.Amount);
        }

        Assert.Equal(0.03m, AgencyFees.Of([new PaymentReceived("p", Given.Cny(0.10m), From, "t", "bus")], From, From, 0.25m, "CNY").Fee.Amount);
    }

    [Fact]
    public void A_placement_without_two_approvals_or_without_notice_is_found()
    {
        Assert.Contains(Offered().Then(Given.Start.AddDays(8), Placed).Judge(), violation => violation.Rule == "placement-without-approval");
        var approved = Approve(Offered());
        Assert.Contains(approved.Then(Given.Start.AddDays(8), Placed).Judge(), violation => violation.Rule == "placement-without-notice");
        Assert.DoesNotContain(Told(Approve(Offered())).Then(Given.Start.AddDays(8), Placed).Judge(), violation => violation.Rule.StartsWith("placement", StringComparison.Ordinal));
        Assert.Contains(Told(Approve(Offered())).Then(Given.Start.AddDays(3), Placed).Judge(), violation => violation.Rule == "placement-without-notice");
    }

    [Fact]
    public void A_contact_of_an_agency_without_the_case_and_one_of_the_bank_while_an_agency_has_it_are_found()
    {
        var audited = Told(Approve(Offered())).Then(Given.Start.AddDays(8), Placed);
        var (before, during) = (Given.Start.AddDays(7).AddHours(4), Given.Start.AddDays(9).AddHours(4));
        audited.Beside(audited.Record("c1", Channel.Call, before, ContactState.Reported)).Beside(audited.Record("c2", Channel.Call, during, ContactState.Reported) with { Agency = "north" });
        Assert.DoesNotContain(audited.Judge(), violation => violation.Rule is "agency-without-placement" or "contact-while-placed");
        audited.Beside(audited.Record("c3", Channel.Call, before, ContactState.Reported) with { Agency = "north" }).Beside(audited.Record("c4", Channel.Call, during.AddHours(3), ContactState.Reported));
        Assert.Equal(["agency-without-placement", "contact-while-placed"], audited.Judge().Select(violation => violation.Rule).Where(rule => rule is "agency-without-placement" or "contact-while-placed").Order());
    }

    private static PlacedWithAgency Placed { get; } = new("p1", "north", 0.2m, new DateOnly(2026, 4, 1), "a1");

    private static Audited Offered() => new Audited().Then(
        Given.Start, new PlacementOffered("p1", "north", "北方", 0.2m, 20, 5, "a1"),
        new ApprovalRequested("a1", ApprovalSubject.AgencyPlacement, "su", ["supervisor", "compliance"], Given.Start.AddDays(5), 1, Given.Cny(20_000m), 70, "proposed"));

    private static Audited Approve(Audited audited) => audited.Then(Given.Start.AddDays(1), new ApprovalDecided("a1", true, "chen", "supervisor"), new ApprovalDecided("a1", true, "wu", "compliance"));

    private static Audited Told(Audited audited) => audited.Then(
        Given.Start.AddDays(2), new ContactPlanned("n1", Channel.Sms, Purpose.Service, Party.Debtor, "agency-notice-p1", "agency-notice"), new SendStarted("n1"), new ContactCompleted("n1", SendOutcome.Sent, "m"));
}
