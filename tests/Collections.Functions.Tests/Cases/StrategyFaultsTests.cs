using System.Text;
using System.Text.Json.Nodes;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Cases;

/// <summary>What is wrong with a strategy is told with its path, and what ships has no faults.</summary>
public class StrategyFaultsTests
{
    [Fact]
    public void What_ships_has_no_faults()
    {
        foreach (var file in EmbeddedData.Names("strategies")) Assert.Empty(Faults(EmbeddedData.Bytes(file)));
    }

    [Theory]
    [InlineData("name", "\"a b\"", "$.name")]
    [InlineData("version", "0", "$.version")]
    [InlineData("amountsIn", "{}", "$.amountsIn")]
    [InlineData("amountsIn.TWD", "0", "$.amountsIn.TWD")]
    [InlineData("minimumOverdue", "-1", "$.minimumOverdue")]
    [InlineData("negotiation.secondLineFrom", "31", "$.negotiation.secondLineFrom")]
    [InlineData("fieldVisit.fromHighRisk", "60", "$.fieldVisit.fromHighRisk")]
    [InlineData("legal.after", "91", "$.legal.after")]
    [InlineData("legal.after", "1096", "$.legal.after")]
    [InlineData("legal.afterRefusals", "60", "$.legal.afterRefusals")]
    [InlineData("legal.afterRefusals", "181", "$.legal.afterRefusals")]
    [InlineData("reminder.graceDays.Mortgage", null, "$.reminder.graceDays.Mortgage")]
    [InlineData("reminder.graceDays.Mortgage", "0", "$.reminder.graceDays.Mortgage")]
    [InlineData("reminder.graceDays.Mortgage", "7", "$.reminder.graceDays.Mortgage")]
    [InlineData("reminder.messages", "[7,15,15]", "$.reminder.messages[2]")]
    [InlineData("reminder.messages", "[7,22,15]", "$.reminder.messages[2]")]
    [InlineData("reminder.emails", "[31]", "$.reminder.emails[0]")]
    [InlineData("reminder.creditNotices", "[0]", "$.reminder.creditNotices[0]")]
    [InlineData("reminder.calls.High", null, "$.reminder.calls.High")]
    [InlineData("reminder.calls.High", "null", "$.reminder.calls.High")]
    [InlineData("negotiation.firstLineCalls.Low", null, "$.negotiation.firstLineCalls.Low")]
    [InlineData("negotiation.secondLineCalls.Low", "0", "$.negotiation.secondLineCalls.Low")]
    [InlineData("negotiation.messageEveryDays", "0", "$.negotiation.messageEveryDays")]
    [InlineData("negotiation.noResponse.attempts", "0", "$.negotiation.noResponse.attempts")]
    [InlineData("negotiation.letters.Low", "[{\"day\":75,\"template\":\"nothing\",\"within\":5}]", "$.negotiation.letters.Low[0].template")]
    [InlineData("negotiation.letters.Low", "[{\"day\":75,\"template\":\"reminder\",\"within\":5}]", "$.negotiation.letters.Low[0].template")]
    [InlineData("negotiation.letters.Low", "[{\"day\":75,\"template\":\"demand-letter\",\"within\":0}]", "$.negotiation.letters.Low[0].within")]
    [InlineData("negotiation.letters.Low", "[{\"day\":91,\"template\":\"demand-letter\",\"within\":5}]", "$.negotiation.letters.Low[0]")]
    [InlineData("negotiation.letters.Low", "[null]", "$.negotiation.letters.Low")]
    [InlineData("fieldVisit.minimumAmount", "-1", "$.fieldVisit.minimumAmount")]
    [InlineData("fieldVisit.visitWithin", "0", "$.fieldVisit.visitWithin")]
    [InlineData("legal.minimumAmount.Medium", null, "$.legal.minimumAmount.Medium")]
    [InlineData("legal.refusals", "0", "$.legal.refusals")]
    [InlineData("legal.letterDays", "366", "$.legal.letterDays")]
    [InlineData("legal.answerDays", "0", "$.legal.answerDays")]
    [InlineData("legal.proceedings.Suit", "0", "$.legal.proceedings.Suit")]
    [InlineData("legal.collateral.Sold", "0", "$.legal.collateral.Sold")]
    [InlineData("approvals.waivers", "[]", "$.approvals.waivers")]
    [InlineData("approvals.waivers", "[{\"roles\":[\"field\"]}]", "$.approvals.waivers[0].roles")]
    [InlineData("writeOff.authority", "[{\"roles\":[\"supervisor\"]}]", "$.writeOff.authority[0].roles")]
    [InlineData("writeOff.authority", "[{\"roles\":[\"supervisor\",\"supervisor\"]}]", "$.writeOff.authority[0].roles")]
    [InlineData("writeOff.grounds.SmallAmount.daysPastDue", "0", "$.writeOff.grounds.SmallAmount.daysPastDue")]
    [InlineData("writeOff.grounds.SmallAmount.evidence", "[]", "$.writeOff.grounds.SmallAmount.evidence")]
    [InlineData("legal.recovery.rates.Low", null, "$.legal.recovery.rates.Low")]
    [InlineData("legal.recovery.rates.Low", "1.1", "$.legal.recovery.rates.Low")]
    [InlineData("legal.recovery.securedRate", "-1", "$.legal.recovery.securedRate")]
    [InlineData("legal.recovery.lookEveryDays", "0", "$.legal.recovery.lookEveryDays")]
    [InlineData("legal.recovery.costs", "[{\"through\":10,\"share\":0,\"fixed\":0}]", "$.legal.recovery.costs")]
    [InlineData("legal.recovery.costs", "[{\"through\":10,\"share\":0,\"fixed\":0},{\"through\":10,\"share\":0,\"fixed\":0},{\"share\":1,\"fixed\":0}]", "$.legal.recovery.costs[1].through")]
    [InlineData("promises.maximumDaysApproved", "6", "$.promises.maximumDaysApproved")]
    [InlineData("approvals.askAgainDays", "0", "$.approvals.askAgainDays")]
    [InlineData("plans.mostFee", "1.1", "$.plans.mostFee")]
    [InlineData("plans.limits.CarLoan.Low.instalments", "61", "$.plans.limits.CarLoan.Low.instalments")]
    [InlineData("plans.limits.CarLoan.Low.extensionDays", "91", "$.plans.limits.CarLoan.Low.extensionDays")]
    [InlineData("plans.limits.CarLoan.Low.discount", "1.5", "$.plans.limits.CarLoan.Low.discount")]
    [InlineData("plans.limits.CarLoan.Low", "null", "$.plans.limits.CarLoan.Low")]
    [InlineData("escalation", "1", "$.escalation")]
    public void A_fault_is_told_once_and_with_its_path(string member, string? value, string path) => Assert.Equal([path], Faults(With(member, value)).Select(fault => fault.Path));

    [Theory]
    [InlineData("unused.LegalHandoff", null, "$.legal", "$.legalTag")]
    [InlineData("unused.FieldVisit", null, "$.fieldVisit")]
    [InlineData("unused.LegalHandoff", "\" \"", "$.unused.LegalHandoff")]
    [InlineData("unused.Negotiation", "\"why not\"", "$.unused.Negotiation")]
    [InlineData("legalTag.from", "60", "$.legalTag.from")]
    [InlineData("legalTag.from", "1096", "$.legalTag.from")]
    [InlineData("negotiation.calls.Low", "[60,60]", "$.negotiation.calls.Low[1]")]
    [InlineData("negotiation.calls.Low", "[30]", "$.negotiation.calls.Low[0]")]
    [InlineData("negotiation.voiceMessages", "[{\"day\":30}]", "$.negotiation.voiceMessages[0]")]
    [InlineData("negotiation.voiceMessages", "[{\"day\":60,\"silentDays\":0}]", "$.negotiation.voiceMessages[0].silentDays")]
    [InlineData("negotiation.voiceMessages", "[{\"day\":60,\"for\":{}}]", "$.negotiation.voiceMessages[0].for")]
    [InlineData("negotiation.voiceMessages", "[null]", "$.negotiation.voiceMessages")]
    [InlineData("negotiation.secondLineCalls", "{}", "$.negotiation.secondLineCalls.Low", "$.negotiation.secondLineCalls.Medium", "$.negotiation.secondLineCalls.High")]
    [InlineData("fieldVisit", """{"from":91,"fromHighRisk":91,"minimumAmount":1,"callEvery":3,"messageEveryDays":7,"visitWithin":5}""", "$.fieldVisit")]
    public void A_stage_is_left_out_with_its_reason_alone(string member, string? value, params string[] paths) =>
        Assert.Equal(paths, Faults(With(member, value, "slow-ladder")).Select(fault => fault.Path));

    [Fact]
    public void The_stage_after_one_that_is_left_out_follows_and_keeps_its_days()
    {
        Assert.Equal(["$.fieldVisit"], Faults(With("fieldVisit", null)).Select(fault => fault.Path));
        Assert.Equal(["$.legalTag"], Faults(With("legalTag", """{"from":90}""")).Select(fault => fault.Path));
        Assert.Empty(WithoutVisits());
        Assert.Equal([new ProfileFault("$.legal.after", "is after 'negotiation.secondLineFrom', day 61"), new ProfileFault("$.legal.afterRefusals", "is not after 'legal.after', day 61")], WithoutVisits(("after", 61)).Where(fault => fault.Path.StartsWith("$.legal", StringComparison.Ordinal)));
        Assert.Equal([new ProfileFault("$.legal.afterRefusals", "is not before 'negotiation.secondLineFrom', day 61")], WithoutVisits(("afterRefusals", 60)));

        static IReadOnlyList<ProfileFault> WithoutVisits(params (string Member, int Day)[] days)
        {
            var strategy = JsonNode.Parse(With("fieldVisit", null))!;
            strategy["unused"] = JsonNode.Parse("""{"FieldVisit":"There is nobody to go."}""");
            foreach (var (member, day) in days) strategy["legal"]![member] = day;
            return Faults(Encoding.UTF8.GetBytes(strategy.ToJsonString()));
        }
    }

    [Fact]
    public void A_picture_shows_what_a_gentler_ladder_does_and_nothing_that_it_does_not()
    {
        var picture = StrategyPicture.Of(StrategyCatalog.Shipped.Get("slow-ladder/1"));
        foreach (var line in (string[])["first SMS on day 30", "e-mail on day 30", "calls on day 60 (Low)", "voice message on day 60", "marked as ready for legal on day 90"]) Assert.Contains(line, picture, StringComparison.Ordinal);
        Assert.DoesNotContain("FieldVisit", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("LegalHandoff", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_out_of_order_are_told_by_name_and_day()
    {
        Assert.Contains(Faults(With("negotiation.secondLineFrom", "95")), fault => fault == new ProfileFault("$.fieldVisit.fromHighRisk", "is not before 'negotiation.secondLineFrom', day 95"));
        Assert.Contains(Faults(With("fieldVisit.fromHighRisk", "92")), fault => fault == new ProfileFault("$.fieldVisit.from", "is not before 'fieldVisit.fromHighRisk', day 92"));
        Assert.Contains(Faults(With("plans.mostInstalments", "12")), fault => fault == new ProfileFault("$.plans.limits.CreditCard.Low.instalments", "is 0 to 12, which 'plans.mostInstalments' says"));
    }

    [Fact]
    public void The_picture_shows_each_stage_with_its_days()
    {
        var picture = StrategyPicture.Of(StrategyCatalog.Shipped.Get("cn-default/1"));
        foreach (var line in (string[])[
            "Negotiation --> SecondLine: day 61, a refusal, 2 broken promises or no response", "SecondLine --> FieldVisit: day 91, or at high risk and 10000 day 61, approved",
            "first SMS on day 4 (CreditCard)", "calls on days 5, 10, 20 (High)", "e-mail on day 30", "calls every 7 (Low), 5 (Medium), 3 (High) working days", "collection-letter on day 45 (Medium, High)",
            "from an amount of 50000 (Low), 10000 (Medium), 10000 (High)"]) Assert.Contains(line, picture, StringComparison.Ordinal);
    }

    internal static byte[] With(string member, string? value, string name = "cn-default")
    {
        var strategy = JsonNode.Parse(EmbeddedData.Bytes($"strategies/{name}.json"))!.AsObject();
        var names = member.Split('.');
        var parent = names[..^1].Aggregate(strategy, (node, name) => node[name]!.AsObject());
        if (value is null) Assert.True(parent.Remove(names[^1]));
        else parent[names[^1]] = JsonNode.Parse(value);
        return Encoding.UTF8.GetBytes(strategy.ToJsonString());
    }

    private static IReadOnlyList<ProfileFault> Faults(byte[] json)
    {
        ProfileJson.Read<Strategy>(json, read => read.Faults(TemplateCatalog.Shipped.Find), out var faults);
        return faults;
    }
}
