using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Proof;
using Collections.Functions.Contact.Quarantine;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Http;

/// <summary>Why a contact was allowed, over HTTP; and what nobody knows of a message, settled by a person.</summary>
public sealed class ProofEndpointTests : IAsyncLifetime
{
    private const string Contact = "0123456789abcdef0123456789abcdef";

    private static readonly string Case = $"api/cases/{Given.Key.Value}";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_proof_tells_rules_counts_and_facts_as_they_were_stored()
    {
        await app.GivenAsync(Given.Opening(60), new TaskOpened("call-2", TaskKind.Call, Line.First, PeopleApp.Noon, "test"));
        var granted = (await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk().Read<GrantedContact>();
        (await app.PostAsync($"{Case}/contacts/{granted.Contact}/result", """{"outcome":"NoAnswer","durationSeconds":20}""", "ana", Roles.Collector)).IsOk();

        (await app.GetAsync($"api/contacts/{granted.Contact}/proof", "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await app.GetAsync($"api/contacts/{Contact}/proof", "otto", Roles.Auditor)).IsRefused(404, "not-found");
        (await app.GetAsync("api/contacts/x/proof", "otto", Roles.Auditor)).IsRefused(404, "not-found");

        var answer = (await app.GetAsync($"api/contacts/{granted.Contact}/proof?language=en", "otto", Roles.Auditor)).IsOk();
        var proof = answer.Read<ContactProof>();
        Assert.Equal((ContactState.Reported, VerdictOutcome.Allowed, "Allowed now.", "ana/collector"), (proof.State, proof.Verdict.Outcome, proof.Verdict.Sentence, proof.By));
        Assert.StartsWith("bank-cn/", proof.Verdict.Pack, StringComparison.Ordinal);
        Assert.StartsWith("cn#", proof.Verdict.Calendar, StringComparison.Ordinal);
        Assert.Equal(granted.Verdict.Reasons.Select(reason => reason.Rule), proof.Verdict.Reasons.Select(reason => reason.Rule));
        Assert.All(proof.Verdict.Reasons, reason => Assert.True(reason is { Source.Length: > 20, Status: not null } && reason.Sentence.StartsWith("Kept: ", StringComparison.Ordinal)));
        Assert.Contains(proof.Verdict.Reasons, reason => reason.Sentence == "Kept: calls, video calls, voice messages: at least 2 hours between two.");
        Assert.Empty(proof.Ledger!.Before.Entries);
        Assert.Equal(granted.Contact, Assert.Single(proof.Ledger.After.Entries).Contact);
        var fact = Assert.Single(proof.Facts);
        Assert.IsType<CallRecorded>(fact.Fact);
        Assert.Equal((proof.ChainEnd, (await app.CaseAsync()).Version), (fact.Hash, fact.Sequence));
        Assert.DoesNotContain("王小明", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800001234", answer.Text, StringComparison.Ordinal);

        // A second one so soon is deferred: its proof says by what, and what was counted.
        var again = await app.SendAsync(HttpMethod.Post, $"{Case}/contacts", app.Host.IssueToken("ana", Roles.Collector), """{"channel":"Call"}""", ("Idempotency-Key", "second"));
        again.IsRefused(409, "contact-deferred");
        var deferred = (await app.GetAsync($"api/contacts/{(string)again.Json["contact"]!}/proof", "otto", Roles.Auditor)).IsOk().Read<ContactProof>();
        Assert.Equal((VerdictOutcome.Deferred, "bank-cn/between-calls"), (deferred.Verdict.Outcome, deferred.Verdict.Rule));
        Assert.Contains("之前不得联系", deferred.Verdict.Sentence, StringComparison.Ordinal);
        Assert.Equal(deferred.Ledger!.Before.Entries, deferred.Ledger.After.Entries);
    }

    [Fact]
    public async Task Every_shipped_rule_has_words_in_both_languages()
    {
        foreach (var file in EmbeddedData.Names("packs"))
        {
            foreach (var rule in PolicyCatalog.Shipped.Get(Path.GetFileNameWithoutExtension(file)).Rules)
            {
                Assert.All(RuleText.Languages, language => Assert.NotEmpty(RuleText.Of(rule, language)));
                Assert.DoesNotContain(RuleText.Of(rule, "en"), letter => letter > 0x2000 && letter != '–');
            }
        }

        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("Sent", ContactState.Sent, 1, true)]
    [InlineData("NotSent", ContactState.Released, 0, false)]
    public async Task A_message_of_unknown_outcome_is_settled_by_a_person_once(string outcome, ContactState state, int counted, bool done)
    {
        await UnknownAsync();
        var decision = $"{Case}/contacts/{Contact}/decision";
        (await app.PostAsync(decision, $$"""{"outcome":"{{outcome}}","reason":" "}""", "sue", Roles.Supervisor)).IsRefused(422, "reason-needed");
        (await app.PostAsync(decision, $$"""{"outcome":"{{outcome}}","reason":"seen"}""", "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await app.PostAsync($"{Case}/contacts/{new string('f', 32)}/decision", $$"""{"outcome":"{{outcome}}","reason":"seen"}""", "sue", Roles.Supervisor)).IsRefused(404, "not-found");

        (await app.PostAsync(decision, $$"""{"outcome":"{{outcome}}","reason":"seen in the provider's log"}""", "sue", Roles.Supervisor)).IsOk();
        (await app.PostAsync(decision, $$"""{"outcome":"{{outcome}}","reason":"seen in the provider's log"}""", "sue", Roles.Supervisor)).IsOk();
        (await app.PostAsync(decision, """{"outcome":"Sent","reason":"another"}""", "bo", Roles.Supervisor)).IsRefused(409, "outcome-known");

        var ledger = app.Host.Services.GetRequiredService<DebtorLedgerStore>();
        var debtor = (await app.CaseAsync()).Debtor;
        Assert.Equal((state, counted), ((await ledger.FindAsync(Contact, default))!.State, (await ledger.LoadAsync(debtor, default)).Entries.Count));
        var present = await app.CaseAsync();
        Assert.Equal((done, 0), (present.Contacts.Has("negotiation-2"), present.Contacts.Unknown.Count));
        Assert.Single((await app.FactsAsync()).Select(stored => stored.Fact).OfType<UnknownSettled>());
    }

    [Fact]
    public async Task What_the_network_reported_meanwhile_is_not_settled_as_never_sent()
    {
        await UnknownAsync();
        var ledger = app.Host.Services.GetRequiredService<DebtorLedgerStore>();
        await ledger.ReportDeliveryAsync((await ledger.FindAsync(Contact, default))!, delivered: true, "m-1", invalid: false, default);
        (await app.PostAsync($"{Case}/contacts/{Contact}/decision", """{"outcome":"NotSent","reason":"not in the log"}""", "sue", Roles.Supervisor)).IsRefused(409, "outcome-known");
        Assert.Equal(ContactState.Sent, (await ledger.FindAsync(Contact, default))!.State);
        Assert.True((await app.CaseAsync()).Contacts.Unknown.Count == 1 && !(await app.FactsAsync()).Any(stored => stored.Fact is UnknownSettled));
    }

    [Fact]
    public async Task A_decision_that_a_crash_broke_off_after_the_ledger_is_completed_by_the_next()
    {
        await UnknownAsync();
        var ledger = app.Host.Services.GetRequiredService<DebtorLedgerStore>();
        await ledger.NeverLeftAsync((await ledger.FindAsync(Contact, default))!, default);
        (await app.PostAsync($"{Case}/contacts/{Contact}/decision", """{"outcome":"NotSent","reason":"not in the log"}""", "sue", Roles.Supervisor)).IsOk();
        Assert.Empty((await app.CaseAsync()).Contacts.Unknown);
        Assert.False((await app.CaseAsync()).Contacts.Has("negotiation-2"));
    }

    [Theory]
    [InlineData(SendOutcome.Failed, "NotSent", "Sent")]
    [InlineData(SendOutcome.Sent, "Sent", "NotSent")]
    public async Task What_the_provider_answered_too_late_can_be_confirmed_and_not_denied(SendOutcome answer, string outcome, string other)
    {
        await UnknownAsync();
        var ledger = app.Host.Services.GetRequiredService<DebtorLedgerStore>();
        await ledger.CompleteAsync((await ledger.FindAsync(Contact, default))!, answer, null, default);
        var decision = $"{Case}/contacts/{Contact}/decision";
        (await app.PostAsync(decision, $$"""{"outcome":"{{other}}","reason":"seen"}""", "sue", Roles.Supervisor)).IsRefused(409, "outcome-known");
        Assert.Single((await app.CaseAsync()).Contacts.Unknown);
        (await app.PostAsync(decision, $$"""{"outcome":"{{outcome}}","reason":"seen"}""", "sue", Roles.Supervisor)).IsOk();
        Assert.Equal((answer == SendOutcome.Sent, 0), ((await app.CaseAsync()).Contacts.Has("negotiation-2"), (await app.CaseAsync()).Contacts.Unknown.Count));
    }

    [Fact]
    public async Task A_decision_that_a_crash_broke_off_is_not_turned_round_by_another()
    {
        await UnknownAsync();
        var ledger = app.Host.Services.GetRequiredService<DebtorLedgerStore>();
        await ledger.NeverLeftAsync((await ledger.FindAsync(Contact, default))!, default);
        (await app.PostAsync($"{Case}/contacts/{Contact}/decision", """{"outcome":"Sent","reason":"seen"}""", "bo", Roles.Supervisor)).IsRefused(409, "outcome-known");
        Assert.DoesNotContain(await app.FactsAsync(), stored => stored.Fact is UnknownSettled);
    }

    [Fact]
    public async Task A_proof_says_neither_illness_nor_family_and_tells_what_was_set_aside()
    {
        await app.GivenAsync(Given.Opening(60), new TaskOpened("call-2", TaskKind.Call, Line.First, PeopleApp.Noon, "test"));
        (await app.PostAsync($"{Case}/suspensions", """{"kind":"Illness","reason":"in hospital"}""", "sue", Roles.Supervisor)).IsOk();
        var suspended = (await app.GetAsync($"{Case}/suspensions", "sue", Roles.Supervisor)).IsOk().Json[0]!;
        (await app.PostAsync($"{Case}/suspensions/{suspended["id"]}/lift", """{"reason":"well again"}""", "sue", Roles.Supervisor)).IsOk();
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddMinutes(1));
        var granted = (await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk().Read<GrantedContact>();
        await app.Host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
            Given.Key, "late", "system", _ => [new Functions.Contact.Parties.RulesOverridden(granted.Contact, null), new Functions.Contact.Carriers.DeliveredOutsideWindow(granted.Contact, PeopleApp.Noon, "r")], default);
        var answer = (await app.GetAsync($"api/contacts/{granted.Contact}/proof", "otto", Roles.Auditor)).IsOk();
        Assert.DoesNotContain("\"Illness\"", answer.Text, StringComparison.OrdinalIgnoreCase);
        var proof = answer.Read<ContactProof>();
        Assert.Equal("Personal", Assert.Single(proof.Ledger!.Suspended).Ground);
        Assert.Equal(2, proof.Facts.Count(fact => fact.Fact is Functions.Contact.Parties.RulesOverridden or Functions.Contact.Carriers.DeliveredOutsideWindow));
    }

    [Fact]
    public async Task A_task_waits_in_the_quarantine_until_the_network_reports_the_message_after_all()
    {
        await UnknownAsync();
        var advance = app.Host.Services.GetRequiredService<CaseAdvance>();
        await advance.NextAsync(Given.Key, default);
        Assert.Equal(QuarantineRules.TaskOf(Contact), (await app.CaseAsync()).Task(TaskKind.UnknownSend)!.Id);
        Assert.Contains(QuarantineRules.TaskOf(Contact), (await app.GetAsync("api/worklist?queue=quarantine", "sue", Roles.Supervisor)).IsOk().Text, StringComparison.Ordinal);
        (await app.GetAsync("api/worklist?queue=quarantine", "ana", Roles.Collector)).IsRefused(403, "queue-not-yours");

        await app.Host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(Given.Key, "report", "system", _ => [new DeliveryReported(Contact, true)], default);
        await advance.NextAsync(Given.Key, default);
        Assert.Null((await app.CaseAsync()).Task(TaskKind.UnknownSend));
    }

    /// <summary>A message whose provider never answered.</summary>
    private async Task UnknownAsync()
    {
        var state = await app.GivenAsync(
            Given.Opening(60), new ContactPlanned(Contact, Channel.Sms, Purpose.Collection, Party.Debtor, "negotiation-2", "negotiation"), new SendStarted(Contact), new ContactCompleted(Contact, SendOutcome.Unknown));
        var ledger = app.Host.Services.GetRequiredService<DebtorLedgerStore>();
        var profile = await app.Host.Services.GetRequiredService<DebtorProfiles>().LoadAsync(state.Debtor, default);
        var request = app.Host.Services.GetRequiredService<ContactPoints>().RequestOf(state, profile, Contact, Channel.Sms, Purpose.Collection, "system");
        var hold = await ledger.ReserveAsync(request, default);
        (hold, _) = await ledger.StartSendingAsync(hold, request, new SentText("hash", "negotiation/a/zh-CN@1"), default);
        await ledger.CompleteAsync(hold, SendOutcome.Unknown, null, default);
    }
}
