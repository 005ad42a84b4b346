using System.Text.Json.Nodes;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Contact.Texts;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Http;

/// <summary>What nobody may do is refused to everybody, and kept. (R5.8)</summary>
public sealed class PracticeEndpointTests : IAsyncLifetime
{
    private static readonly string Case = $"api/cases/{Given.Key.Value}";

    private PeopleApp app = null!;

    /// <summary>Every practice with every point at which it is said to be refused.</summary>
    public static TheoryData<string, EnforcementPoint> Enforced
    {
        get
        {
            var data = new TheoryData<string, EnforcementPoint>();
            foreach (var practice in PracticeCatalog.All)
            {
                foreach (var point in practice.EnforcedAt) data.Add(practice.Id, point);
            }

            return data;
        }
    }

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Everybody_may_read_what_nobody_may_do()
    {
        var practices = (await app.GetAsync("api/practices", "ag", Roles.Agency)).IsOk().Read<IReadOnlyList<ProhibitedPractice>>();
        Assert.True(practices.Count > 15);
        Assert.All(practices, practice => Assert.True(
            practice is { Basis.Length: > 5, Why.Length: > 10, EnforcedAt.Count: > 0 } && practice.Names.Keys.Order().SequenceEqual(["en", "zh-CN"]), practice.Id));
        Assert.Empty(ForbiddenWords.Shipped.Practices.Except(practices.Select(practice => practice.Id)));
    }

    [Theory]
    [MemberData(nameof(Enforced))]
    public async Task Each_practice_is_refused_where_it_is_said_to_be(string practice, EnforcementPoint point)
    {
        await app.GivenAsync(Given.Opening(60));
        switch (point)
        {
            case EnforcementPoint.Wish:
                IsRefused(await WishAsync(practice), practice);
                break;
            case EnforcementPoint.Visit:
                var elsewhere = practice == PracticeCatalog.VisitElsewhere;
                Assert.True(elsewhere || practice == PracticeCatalog.TooManyVisitors);
                foreach (var place in elsewhere ? (VisitPlace[])[VisitPlace.Workplace, VisitPlace.PublicPlace, VisitPlace.Premises] : [VisitPlace.Home])
                {
                    var order = new VisitOrder(PeopleApp.Noon, ["a", "b", "c", .. elsewhere ? (string[])[] : ["d"]], Enum.GetValues<VisitPaper>(), place);
                    IsRefused(await app.PostAsync($"{Case}/visits", System.Text.Json.JsonSerializer.Serialize(order, CollectionsJson.Options), "ana", Roles.Supervisor), practice);
                }

                break;
            case EnforcementPoint.Template:
            case EnforcementPoint.Note:
                var words = EmbeddedData.Read<IReadOnlyList<ForbiddenGroup>>("forbidden-words.json").Single(group => group.Practice == practice).Words;
                Assert.All(words, word => Assert.NotNull(ForbiddenWords.Shipped.In($"… {word} …")));
                Assert.Equal(practice, ForbiddenWords.Shipped.In(words[0])!.Practice);
                break;
            case EnforcementPoint.Factors:
                Assert.All((string[])["religion", "民族", "fear-level", "region", "MaritalStatus"], name =>
                    Assert.Throws<InvalidDataException>(() => new Scorecard { Name = "x", Factors = [new Factor(name, [], 0)], MediumFrom = 1, HighFrom = 2, Margin = 0 }));
                break;
            case EnforcementPoint.Columns:
                var format = JsonNode.Parse(EmbeddedData.Bytes("formats/canonical-v1.json"))!;
                format["kinds"]!["delinquency"]!["columns"]!.AsArray().First(column => (string?)column!["field"] == "Employment")!["name"] = "Religion";
                ProfileJson.Read<FormatProfile>(System.Text.Encoding.UTF8.GetBytes(format.ToJsonString()), static read => read.Faults(), out var faults);
                Assert.Contains(practice, Assert.Single(faults).Problem, StringComparison.Ordinal);
                break;
            case EnforcementPoint.Reveal:
                IsRefused(await app.PostAsync($"{Case}/debtor/reveal", """{"reason":"curious"}""", "sue", Roles.Supervisor), practice);
                IsRefused(await app.PostAsync($"{Case}/debtor/reveal", """{"purpose":"Visit","reason":" "}""", "sue", Roles.Supervisor), practice);
                break;
            case EnforcementPoint.Search:
                var source = SearchSource.All.First(known => known.Practice == practice).Source;
                IsRefused(await app.PostAsync($"{Case}/searches", $$"""{"source":"{{source}}","purpose":"to reach him","authority":"none"}""", "sue", Roles.Supervisor), practice);
                break;
            default:
                throw new InvalidOperationException($"Nothing shows that {point} refuses.");
        }
    }

    [Fact]
    public async Task Attempts_are_kept_without_words_and_repeated_ones_go_to_compliance()
    {
        await app.GivenAsync(Given.Opening(60));
        (await app.GetAsync("api/practices/attempts", "sue", Roles.Supervisor)).IsRefused(403, "role-required");
        await WishAsync(PracticeCatalog.Employer);
        await WishAsync(PracticeCatalog.PrivatePhone);
        await WishAsync(PracticeCatalog.PrivatePhone);
        var report = (await app.GetAsync("api/practices/attempts", "eva", Roles.Compliance)).IsOk().Read<PracticeReport>();
        Assert.Empty(report.Notices);
        Assert.Equal(2, report.Attempts.Count);
        Assert.All(report.Attempts, attempt => Assert.Equal((Given.Key, "ana/supervisor"), (attempt.Case!.Value, attempt.By)));

        await WishAsync(PracticeCatalog.Friends);
        var notice = Assert.Single((await app.GetAsync("api/practices/attempts", "aud", Roles.Auditor)).IsOk().Read<PracticeReport>().Notices);
        Assert.Equal(("ana", 3), (notice.Person, notice.Attempts));
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddDays(31));
        Assert.Empty((await app.GetAsync("api/practices/attempts", "aud", Roles.Auditor)).IsOk().Read<PracticeReport>().Notices);
    }

    [Fact]
    public async Task A_template_that_threatens_is_not_let_in_and_that_somebody_tried_is_kept()
    {
        var template = JsonNode.Parse(EmbeddedData.Bytes("templates/reminder.json"))!;
        template["variants"]!["a"]!["texts"]!["en"] = (string?)template["variants"]!["a"]!["texts"]!["en"] + " Or you will go to jail.";
        for (var n = 0; n < 2; n++) (await app.PostAsync("api/governance/templates/reminder/versions", template.ToJsonString(), "max", Roles.Administrator)).IsRefused(422, "document-invalid");
        var report = (await app.GetAsync("api/practices/attempts", "eva", Roles.Compliance)).IsOk();
        var attempt = Assert.Single(report.Read<PracticeReport>().Attempts);
        Assert.Equal(("threaten-crime", EnforcementPoint.Template, "max/administrator", true), (attempt.Practice, attempt.Point, attempt.By, attempt.Refused));
        Assert.DoesNotContain("jail", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_at_a_debtors_data_in_full_is_told_with_its_purpose()
    {
        await app.GivenAsync(Given.Opening(60));
        (await app.PostAsync($"{Case}/debtor/reveal", """{"purpose":"Complaint","reason":"checks the address"}""", "ana", Roles.Collector)).IsRefused(403, "role-required");
        var answer = (await app.PostAsync($"{Case}/debtor/reveal", """{"purpose":"Complaint","reason":"checks the address"}""", "sue", Roles.Supervisor)).IsOk();
        Assert.Contains("王小明", answer.Text, StringComparison.Ordinal);
        Assert.Equal(RevealPurpose.Complaint, (await app.FactsAsync()).Select(stored => stored.Fact).OfType<DataRevealed>().Single().Purpose);
        Assert.Contains("checks the address", (await app.GetAsync($"{Case}/timeline", "ana", Roles.Collector)).IsOk().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_speaks_of_a_threat_stands_and_is_shown_to_compliance()
    {
        await app.GivenAsync(Given.Opening(60));
        var granted = (await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk().Read<GrantedContact>();
        (await app.PostAsync(
            $"{Case}/contacts/{granted.Contact}/result", """{"outcome":"RightPartyNoResult","durationSeconds":60,"note":"he says somebody told him he would go to jail"}""", "ana", Roles.Collector)).IsOk();
        var attempt = Assert.Single((await app.GetAsync("api/practices/attempts", "eva", Roles.Compliance)).IsOk().Read<PracticeReport>().Attempts);
        Assert.Equal(("threaten-crime", EnforcementPoint.Note, false), (attempt.Practice, attempt.Point, attempt.Refused));
    }

    private static void IsRefused(Answer answer, string practice)
    {
        answer.IsRefused(422, PracticeGuard.Code);
        Assert.Equal(practice, (string?)answer.Json["practice"]);
    }

    /// <summary>Asks, as a supervisor, for what a practice forbids.</summary>
    private async Task<Answer> WishAsync(string practice)
    {
        PartyRelation? relation = practice switch
        {
            PracticeCatalog.Employer => PartyRelation.Employer,
            PracticeCatalog.Relatives => PartyRelation.Spouse,
            PracticeCatalog.Colleagues => PartyRelation.Colleague,
            PracticeCatalog.Village => PartyRelation.VillageCommittee,
            PracticeCatalog.Friends => PartyRelation.SocialMedia,
            PracticeCatalog.OwnDebtors => PartyRelation.OwnDebtor,
            PracticeCatalog.ThirdParty => PartyRelation.EmergencyContact,
            _ => null,
        };
        if (relation is { } of)
        {
            var person = new string((char)('0' + (int)of), 16);
            await app.Host.Services.GetRequiredService<DebtorParties>().ChangeAsync(
                Given.Opening().Debtor, person,
                _ => new PartyRecord { Id = person, Role = Functions.Cases.Party.ThirdParty, Relation = of, Name = "x", Source = PartySource.LeftByDebtor, Consented = true }, default);
            return await app.PostAsync($"{Case}/contacts", $$"""{"channel":"Call","person":"{{person}}"}""", "ana", Roles.Supervisor);
        }

        return practice switch
        {
            PracticeCatalog.PrivatePhone => await app.PostAsync($"{Case}/contacts", """{"channel":"Call","fromOwnPhone":true}""", "ana", Roles.Supervisor),
            PracticeCatalog.TooManyVisitors => await app.PostAsync($"{Case}/contacts", """{"channel":"Visit","visitors":4}""", "ana", Roles.Supervisor),
            PracticeCatalog.ImpersonateBank => await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Supervisor, Roles.Agency),
            _ => throw new InvalidOperationException($"Nothing shows that a wish is refused as {practice}."),
        };
    }
}
