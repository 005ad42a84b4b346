using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Points;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Risk;

/// <summary>What is known of a debtor's numbers and addresses, where it comes from, and what it changes. (R2.4)</summary>
public sealed class PointTests : IAsyncLifetime
{
    private const string Case = "api/cases/0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Now = PeopleApp.Noon;

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public void A_bounce_makes_doubtful_three_in_a_row_invalid_and_what_arrives_verified()
    {
        var ledger = DebtorLedger.Empty;
        Assert.Equal(PointStanding.Untried, ledger.StandingOf("p"));
        ledger = ledger.Bounced("p", ownNumber: true, Now).Bounced("p", ownNumber: true, Now.AddDays(1));
        Assert.Equal((PointStanding.Doubtful, Now), (ledger.StandingOf("p"), ledger.Find("p")!.Since));
        Assert.Equal(PointStanding.Verified, ledger.Reached("p", Now.AddDays(2)).StandingOf("p"));
        Assert.Equal(PointStanding.Doubtful, ledger.Reached("p", Now).Bounced("p", ownNumber: true, Now).StandingOf("p"));
        var dead = ledger.Bounced("p", ownNumber: true, Now.AddDays(2));
        Assert.Equal((PointStanding.Invalid, true, true), (dead.StandingOf("p"), dead.InvalidPhones.Contains("p"), dead.InvalidNumbers.Contains("p")));
        Assert.Same(dead, dead.Reached("p", Now.AddDays(3)));
    }

    [Fact]
    public void Wrong_party_is_for_ever()
    {
        var wrong = DebtorLedger.Empty.Fails("p", PointStanding.WrongParty, ownNumber: true, Now);
        Assert.Same(wrong, wrong.Fails("p", PointStanding.Invalid, ownNumber: true, Now.AddDays(1)));
        Assert.Same(wrong, wrong.Reached("p", Now.AddDays(1)));
        Assert.Equal(PointStanding.WrongParty, wrong.Bounced("p", ownNumber: true, Now).StandingOf("p"));
    }

    [Fact]
    public void The_best_of_the_points_is_what_a_case_knows_and_the_scorecard_reads()
    {
        var ledger = DebtorLedger.Empty.Bounced("doubtful", true, Now).Fails("dead", PointStanding.Invalid, true, Now).Reached("good", Now);
        Assert.Equal(PointQuality.Verified, ledger.QualityOf(["dead", "doubtful", "good", "new"]));
        Assert.Equal(PointQuality.Unknown, ledger.QualityOf(["dead", "doubtful", "new"]));
        Assert.Equal(PointQuality.Doubtful, ledger.QualityOf(["dead", "doubtful"]));
        Assert.Equal(PointQuality.NoneValid, ledger.QualityOf(["dead"]));
        Assert.Equal(PointQuality.NoneValid, ledger.QualityOf([]));

        var state = Given.Case(Given.Opening());
        Assert.Equal(("missing", 3), Factor(state));
        Assert.Equal(("verified", 0), Factor(state.Messaged(Now)));
        Assert.Equal(("doubtful", 6), Factor(state.After(new ContactPointsRated(PointQuality.Doubtful), Now)));
        var none = state.After(new ContactPointsRated(PointQuality.NoneValid), Now);
        Assert.Equal(("none-valid", 12), Factor(none));
        Assert.Equal(("missing", 3), Factor(none.After(new OutsideChanged(OutsideChange.Phone, new DateOnly(2026, 3, 2), "i"), Now)));
        Assert.Equal(("none-valid", 12), Factor(Given.Case(Given.Opening() with { Risk = new RiskInputs { Reachable = false } })));
    }

    [Fact]
    public void A_doubtful_number_is_used_after_the_others()
    {
        var request = new ContactRequest("c", "DEMO", Given.Opening().Debtor, Given.Key, new IntendedContact { Channel = Channel.Sms, Purpose = Purpose.Collection, Party = Party.Debtor, Stage = Stage.Reminder, Account = Given.Opening().Account, Zones = DebtorZones.Of("310000") }, ["first", "second"], "system");
        Assert.Equal("first", request.Choose(DebtorLedger.Empty).Phone);
        Assert.Equal("second", request.Choose(DebtorLedger.Empty.Bounced("first", true, Now)).Phone);
        Assert.Equal("first", request.Choose(DebtorLedger.Empty.Bounced("first", true, Now).Fails("second", PointStanding.Invalid, true, Now)).Phone);
    }

    [Fact]
    public async Task A_number_without_a_lawful_source_is_refused_and_one_with_it_is_used()
    {
        await app.GivenAsync(Given.Opening(60), new ContactForbidden("x", ContactGate.NoPhone));
        (await app.PostAsync($"{Case}/contact-points", """{"kind":"Phone","value":"13900005678"}""", "li", Roles.Collector)).IsRefused(422, "no-lawful-source");
        (await app.PostAsync($"{Case}/contact-points", """{"kind":"Email","value":"nobody","source":"LeftByDebtor"}""", "li", Roles.Collector)).IsRefused(422, "bad-point");
        var added = (await app.PostAsync($"{Case}/contact-points", """{"kind":"Phone","value":"13900005678","source":"LeftByDebtor"}""", "li", Roles.Collector)).IsOk().Read<PointCard>();
        Assert.Equal(("****5678", PointStanding.Untried), (added.Value, added.Standing));
        var fact = Assert.IsType<ContactPointNoted>((await app.FactsAsync())[^1].Fact);
        Assert.DoesNotContain("5678", fact.ToString(), StringComparison.Ordinal);

        // The bank's next file does not undo it.
        var profiles = app.Host.Services.GetRequiredService<DebtorProfiles>();
        await profiles.TakeInAsync(Given.Opening().Debtor, new DebtorProfile { Name = "王小明", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone("13800009999", PhoneKind.Mobile)] }, default);
        var cards = (await app.GetAsync($"{Case}/contact-points", "li", Roles.Collector)).IsOk().Read<List<PointCard>>();
        Assert.Equal(["****9999", "****5678"], cards.Select(card => card.Value));
    }

    [Fact]
    public async Task A_number_that_reaches_somebody_else_is_never_taken_again()
    {
        await app.GivenAsync(Given.Opening(60));
        var contact = (string)(await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "li", Roles.Collector)).IsOk().Json["contact"]!;
        (await app.PostAsync($"{Case}/contacts/{contact}/result", """{"outcome":"WrongNumber","durationSeconds":5}""", "li", Roles.Collector)).IsOk();
        Assert.Equal(PointQuality.NoneValid, (await app.CaseAsync()).Points);
        var card = (await app.GetAsync($"{Case}/contact-points", "li", Roles.Collector)).IsOk().Read<List<PointCard>>().First(point => point.Kind == PointKind.Phone);
        Assert.Equal(PointStanding.WrongParty, card.Standing);
        (await app.PostAsync($"{Case}/contact-points", """{"kind":"Phone","value":"+86 138 0000 1234","source":"ToldByContact"}""", "li", Roles.Collector)).IsRefused(409, "wrong-party");
        var added = (await app.PostAsync($"{Case}/contact-points", """{"kind":"Phone","value":"13900005678","source":"ToldByContact"}""", "li", Roles.Collector)).IsOk().Read<PointCard>();
        Assert.Equal(PointQuality.Unknown, (await app.CaseAsync()).Points);
        (await app.PostAsync($"{Case}/contact-points/{added.Point}/report", """{"standing":"Verified"}""", "li", Roles.Collector)).IsRefused(422, "standing");
        (await app.PostAsync($"{Case}/contact-points/{added.Point}/report", """{"standing":"Invalid"}""", "li", Roles.Collector)).IsOk();
        Assert.Equal(PointQuality.NoneValid, (await app.CaseAsync()).Points);
        (await app.PostAsync($"{Case}/contact-points/{new string('0', 32)}/report", """{"standing":"Invalid"}""", "li", Roles.Collector)).IsRefused(404, "not-found");
    }

    private static (string Bin, int Points) Factor(CaseState state)
    {
        var factor = Scorecard.Default.Score(Given.Rules.View(state, Now)).Factors.Single(one => one.Factor == "contactPoints");
        return (factor.Bin, factor.Points);
    }
}
