using System.Text.RegularExpressions;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Contact.Texts.Letters;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Http;

/// <summary>Templates, call scripts, letters and pay links over a real socket.</summary>
public sealed class TextEndpointTests : IAsyncLifetime
{
    private static readonly string Case = $"api/cases/{Given.Key.Value}";

    private static readonly string Order = $$"""{"cases":["{{Given.Key.Value}}","{{new string('f', 32)}}"]}""";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync(options => options.Settings["Signing:Keys:1"] = Convert.ToBase64String("a signing key for tests"u8));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_script_of_a_call_asks_who_is_speaking_before_it_tells_anything()
    {
        await app.GivenAsync(Given.Opening(40), new StageEntered(Stage.Negotiation, "test"), new TaskOpened("call-3", TaskKind.Call, Line.First, PeopleApp.Noon, "test"));
        var script = (await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk().Read<GrantedContact>().Script!;
        Assert.Equal(("negotiation-call", "zh-CN"), (script.Template, script.Language));
        Assert.Contains("样本银行", script.Opening, StringComparison.Ordinal);
        Assert.Contains("王小明", script.Question, StringComparison.Ordinal);
        Assert.False(TextElements.TellsOfDebt(script.Opening + script.Question));
        Assert.Contains("5,000.00元", script.Afterwards[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_third_party_is_asked_one_question_and_told_nothing()
    {
        var state = await app.GivenAsync(Given.Opening(40));
        var script = (await app.Host.Services.GetRequiredService<CallScripts>().FindAsync(state, new string('a', 32), "王小明", Party.ThirdParty, Purpose.Collection, default))!;
        Assert.Equal(("third-party-call", null, 0), (script.Template, script.Question, script.Afterwards.Count));
        Assert.Single(Regex.Matches(script.Opening, "？"));
        Assert.False(TextElements.TellsOfDebt(script.Opening));
    }

    [Theory]
    [InlineData(Party.CoBorrower, "negotiation-call")]
    [InlineData(Party.Guarantor, "guarantor-call")]
    [InlineData(Party.Guardian, "representative-call")]
    [InlineData(Party.Agent, "representative-call")]
    [InlineData(Party.Heir, null)]
    public async Task Others_on_the_debt_have_scripts_of_their_own(Party party, string? template)
    {
        var state = await app.GivenAsync(Given.Opening(40), new StageEntered(Stage.Negotiation, "test"));
        var script = await app.Host.Services.GetRequiredService<CallScripts>().FindAsync(state, new string('a', 32), "李四", party, Purpose.Collection, default);
        Assert.Equal(template, script?.Template);
        if (script is not null) Assert.Contains("李四", script.Question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_each_wording_with_the_name_masked()
    {
        await app.GivenAsync(Given.Opening(20));
        var email = (await app.GetAsync($"{Case}/templates/reminder-email/preview", "cleo", Roles.Compliance)).IsOk();
        Assert.DoesNotContain("小明", email.Text, StringComparison.Ordinal);
        Assert.Contains("尊敬的王**", email.Read<List<TemplatePreview>>()[0].Text, StringComparison.Ordinal);

        var english = (await app.GetAsync($"{Case}/templates/reminder/preview?language=en&variant=b", "ana", Roles.Collector)).IsOk().Read<List<TemplatePreview>>();
        var preview = Assert.Single(english);
        Assert.Equal(("b", "en", SmsSegments.Of(preview.Text!).Count), (preview.Variant, preview.Language, preview.Segments));
        Assert.Equal(["missing-value"], (await app.GetAsync($"{Case}/templates/plan-reminder/preview?variant=a", "ana", Roles.Collector)).IsOk()
            .Read<List<TemplatePreview>>()[0].Faults.Select(fault => fault.Code).Distinct());
        (await app.GetAsync($"{Case}/templates/nothing/preview", "ana", Roles.Collector)).IsRefused(404, "not-found");
        (await app.GetAsync($"{Case}/templates/reminder/preview?variant=z", "ana", Roles.Collector)).IsRefused(404, "not-found");
    }

    [Fact]
    public async Task Nothing_speaks_of_suit_once_the_limitation_period_may_have_passed()
    {
        await app.GivenAsync(Given.Opening(3 * 366 + 10));
        var preview = (await app.GetAsync($"{Case}/templates/lawyers-letter/preview", "counsel", Roles.Legal)).IsOk().Read<List<TemplatePreview>>()[0];
        Assert.Equal(["limitation-passed"], preview.Faults.Select(fault => fault.Code));
        Assert.Null(preview.Text);
        Assert.NotNull((await app.GetAsync($"{Case}/templates/legal/preview", "counsel", Roles.Legal)).IsOk().Read<List<TemplatePreview>>()[0].Text);
    }

    [Fact]
    public async Task The_list_of_templates_tells_their_languages_and_faults()
    {
        var templates = (await app.GetAsync("api/templates?institution=DEMO", "aud", Roles.Auditor)).IsOk().Read<List<TemplateEntry>>();
        Assert.Equal(TemplateCatalog.Shipped.All.Select(template => template.Name), templates.Select(template => template.Name));
        Assert.All(templates, template => Assert.Empty(template.Faults));
        (await app.GetAsync("api/templates", "aud", Roles.Auditor)).IsRefused(400, "bad-query");
    }

    [Fact]
    public async Task A_template_is_changed_by_four_eyes_and_only_for_a_lawful_one()
    {
        await app.GivenAsync(Given.Opening(20));
        var shipped = System.Text.Encoding.UTF8.GetString(EmbeddedData.Bytes("templates/reminder.json"));
        const string versions = "api/governance/templates/reminder/versions";
        (await app.PostAsync(versions, shipped.Replace("温馨提醒", "最后通牒", StringComparison.Ordinal), "ada", Roles.Administrator)).IsRefused(422, "document-invalid");
        (await app.PostAsync(versions, shipped.Replace("{optOut}", "", StringComparison.Ordinal), "ada", Roles.Administrator)).IsRefused(422, "document-invalid");
        (await app.PostAsync("api/governance/templates/other/versions", shipped, "ada", Roles.Administrator)).IsRefused(422, "document-invalid");
        (await app.PostAsync(versions, shipped.Replace("温馨提醒", "友情提示", StringComparison.Ordinal), "ada", Roles.Administrator)).IsOk();
        Assert.DoesNotContain("友情提示", await PreviewAsync(), StringComparison.Ordinal);
        (await app.PostAsync($"{versions}/1/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
        Assert.Contains("友情提示", await PreviewAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await app.GetAsync("api/templates?institution=DEMO", "aud", Roles.Auditor)).IsOk().Read<List<TemplateEntry>>().Single(template => template.Name == "reminder").Version);

        async Task<string> PreviewAsync() => (await app.GetAsync($"{Case}/templates/reminder/preview?variant=b", "ana", Roles.Collector)).IsOk().Text;
    }

    [Fact]
    public async Task Letters_that_are_due_are_reserved_and_printed_once()
    {
        await app.GivenAsync(
            Given.Opening(200, overdue: 60_000), new StageEntered(Stage.LegalHandoff, "test", "approval-1"), new TaskOpened("letter-3", TaskKind.LawyersLetter, Line.Legal, PeopleApp.Noon, "test"));
        var batch = (await app.PostAsync("api/letters/batch", Order, "counsel", Roles.Legal)).IsOk().Read<LetterBatch>();
        Assert.Equal([null, "not-found"], batch.Letters.Select(letter => letter.Refused));
        Assert.Equal(batch.Sha256, (await app.PostAsync("api/letters/batch", Order, "counsel", Roles.Legal)).IsOk().Read<LetterBatch>().Sha256);

        var pages = await app.GetAsync($"api/letters/batch/{batch.Id}/pages", "counsel", Roles.Legal);
        Assert.Equal("text/html", pages.ContentType);
        Assert.Single(Regex.Matches(pages.Text, "<article"));
        Assert.Contains("<address class=\"window\">王小明<br>上海市某路1号</address>", pages.Text, StringComparison.Ordinal);
        Assert.Contains("60,000.00元", pages.Text, StringComparison.Ordinal);
        Assert.Contains("2026年3月17日", pages.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", pages.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=", pages.Text);
        (await app.PostAsync($"{Case}/letters/{batch.Letters[0].Contact}/posted", "{}", "counsel", Roles.Legal)).IsOk();
        (await app.GetAsync($"api/letters/batch/{new string('0', 32)}/pages", "counsel", Roles.Legal)).IsRefused(404, "not-found");
        (await app.PostAsync("api/letters/batch", """{"cases":[]}""", "counsel", Roles.Legal)).IsRefused(422, "cases");
    }

    [Fact]
    public async Task The_statutory_letter_is_printed_from_its_own_template_and_leaves_the_time_to_answer_alone()
    {
        await app.GivenAsync(Given.Opening(46), new StageEntered(Stage.Negotiation, "test"), new TaskOpened("letter-3", TaskKind.Letter, Line.First, PeopleApp.Noon, "collection-letter-45"));
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Letter","purpose":"LegalNotice"}""", "counsel", Roles.Legal)).IsRefused(422, "wrong-purpose");
        var letter = (await app.PostAsync("api/letters/batch", Order, "counsel", Roles.Legal)).IsOk().Read<LetterBatch>().Letters[0];
        Assert.Equal(("collection-letter", null), (letter.Template, letter.Refused));
        (await app.PostAsync($"{Case}/letters/{letter.Contact}/posted", "{}", "counsel", Roles.Legal)).IsOk();
        Assert.Equal(new LetterMailed(letter.Contact!, "letter-3", "collection-letter"), (await app.FactsAsync())[^1].Fact);
        var state = await app.CaseAsync();
        Assert.Equal((null, null), (state.Task(TaskKind.Letter), state.Legal.LetterAnswerBy));
    }

    [Fact]
    public async Task A_letter_without_task_or_address_is_not_counted()
    {
        await app.GivenAsync(Given.Opening(200, overdue: 60_000));
        Assert.Equal(["no-task", "not-found"], (await app.PostAsync("api/letters/batch", Order, "counsel", Roles.Legal)).IsOk().Read<LetterBatch>().Letters.Select(letter => letter.Refused));
        await app.Host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(Given.Opening().Debtor, new DebtorProfile { Name = "王小明", Language = "zh-CN", Region = "310000" }, default);
        var again = await app.SendAsync(HttpMethod.Post, "api/letters/batch", app.Host.IssueToken("counsel", Roles.Legal), Order, ("Idempotency-Key", "second"));
        Assert.Equal(["no-address", "not-found"], again.IsOk().Read<LetterBatch>().Letters.Select(letter => letter.Refused));
        Assert.Empty((await app.Host.Services.GetRequiredService<DebtorLedgerStore>().LoadAsync(Given.Opening().Debtor, default)).Entries);
    }

    [Fact]
    public async Task A_pay_link_leads_to_the_case_and_a_wrong_one_nowhere()
    {
        await app.GivenAsync(Given.Opening(20));
        var preview = (await app.GetAsync($"{Case}/templates/reminder/preview?language=en&variant=a", "ana", Roles.Collector)).IsOk().Read<List<TemplatePreview>>()[0];
        var token = Regex.Match(preview.Text!, @"\?t=([\w-]+)").Groups[1].Value;
        var answer = (await app.SendAsync(HttpMethod.Get, $"api/pay/{token}", null)).IsOk();
        var reference = answer.Read<PayReference>();
        Assert.Equal(("DEMO", Given.Key.Value, $"https://pay.example.com/demo?ref={Given.Key.Value}", new DateOnly(2026, 4, 1)), (reference.Institution, reference.Reference, reference.Page, reference.Through));
        Assert.Empty(reference.Also);
        var links = new PayLinks(new SigningKeys(new Dictionary<int, byte[]> { [1] = [.. "a signing key for tests"u8] }), app.Host.Services.GetRequiredService<TimeProvider>());
        var elsewhere = links.Of("https://pay.example.com/demo", new CaseKey(new string('e', 32)), new string('a', 32)).Query[3..];
        var wrong = new List<string>();
        foreach (var other in (string[])[token[..^1] + (token[^1] == 'A' ? 'Q' : 'A'), new string('A', PayToken.Length), "x", elsewhere])
        {
            var refused = await app.SendAsync(HttpMethod.Get, $"api/pay/{other}", null);
            refused.IsRefused(404, "not-found");
            wrong.Add((string)refused.Json["detail"]!);
        }

        Assert.Single(wrong.Distinct());
    }

    [Theory]
    [InlineData(SendOutcome.Sent, true)]
    [InlineData(SendOutcome.Failed, false)]
    public async Task A_pay_link_is_for_all_accounts_that_its_text_summed_up_for_as_long_as_it_holds(SendOutcome outcome, bool also)
    {
        var state = await app.GivenAsync(Given.Opening(20));
        var other = new CaseKey(new string('f', 32));
        var (services, contact) = (app.Host.Services, new string('a', 32));
        var ledger = services.GetRequiredService<DebtorLedgerStore>();
        var request = services.GetRequiredService<ContactPoints>().RequestOf(
            state, await services.GetRequiredService<DebtorProfiles>().LoadAsync(state.Debtor, default), contact, Channel.Sms, Purpose.Collection, "system");
        var text = new SentText("hash", "reminder/a/zh-CN@1") { Covers = [new CoveredCase(other, "reminder-15", "reminder", PeopleApp.Noon, new AccountKey("other"))] };
        var (hold, _) = await ledger.StartSendingAsync(await ledger.ReserveAsync(request, default), request, text, default);
        await ledger.CompleteAsync(hold, outcome, "m-1", default);

        // No rule can see the message any more, and the link still holds.
        await ledger.AmendAsync(state.Debtor, counted => counted.Pruned(PolicyCatalog.Shipped.Get("bank-cn"), PeopleApp.Noon.AddDays(200)), default);
        Assert.Empty((await ledger.LoadAsync(state.Debtor, default)).Entries);
        var token = services.GetRequiredService<PayLinks>().Of("https://pay.example.com/demo", Given.Key, contact).Query[3..];
        Assert.Equal(also ? [other.Value] : [], (await app.SendAsync(HttpMethod.Get, $"api/pay/{token}", null)).IsOk().Read<PayReference>().Also);
    }
}
