using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>What debtors answer changes the case: opt-outs are confirmed once, and other words are work for a person. (R5.7)</summary>
public class RepliesTests
{
    private const string Number = $"+86{ContactWorld.Mobile}";

    private readonly ContactWorld _world = new();

    [Fact]
    public async Task An_opt_out_closes_the_channel_and_is_confirmed_once_even_if_it_comes_five_times()
    {
        await WrittenToAsync();
        for (var i = 0; i < 5; i++) await ReplyAsync($"e{i}", "TD");
        await RunAsync();
        for (var i = 5; i < 8; i++) await ReplyAsync($"e{i}", "退订");
        await RunAsync();

        Assert.Equal([Channel.Sms], (await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
        Assert.Equal(new ChannelOptedOut(Channel.Sms, Replies.ByReply), Assert.Single((await _world.FactsAsync()).OfType<ChannelOptedOut>()));
        var confirmation = Assert.Single(_world.Provider.Messages.Skip(1));
        Assert.Equal("opt-out-confirmed", confirmation.Template!.Name);
        var planned = (await _world.FactsAsync()).OfType<ContactPlanned>().Last();
        Assert.Equal((Purpose.Service, Channel.Sms), (planned.Purpose, planned.Channel));
        Assert.True((await _world.StateAsync()).Contacts.IsClosed(Channel.Sms));
    }

    [Fact]
    public async Task A_confirmation_that_is_put_off_comes_when_it_may_even_on_a_closed_case()
    {
        await WrittenToAsync();
        await ReplyAsync("e1", "stop");
        _world.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Released, RetryAfter: TimeSpan.FromMinutes(10)));
        var wait = Assert.IsType<Wait>(await RunAsync());
        var put = Assert.Single((await _world.FactsAsync()).OfType<ContactDeferred>());
        Assert.Equal(put.Until, wait.Until);
        await _world.RecordAsync(new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"));
        Assert.Equal(put.Until, Assert.IsType<Wait>(await RunAsync()).Until);

        _world.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Sent, "m-2"));
        _world.Store.Clock.AdvanceTo(put.Until);
        Assert.IsType<Done>(await RunAsync());
        Assert.Equal(new ContactCompleted(_world.Provider.Messages[^1].Tag.Split('.')[0], SendOutcome.Sent, "m-2"), (await _world.FactsAsync()).OfType<ContactCompleted>().Last());
        Assert.Equal(2, (await _world.FactsAsync()).OfType<SendStarted>().Count(started => started.Contact != put.Contact));
    }

    [Fact]
    public async Task An_opt_out_on_a_case_that_is_closed_is_confirmed_too()
    {
        await WrittenToAsync();
        await _world.RecordAsync(new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"));
        await RunAsync();
        Assert.NotNull((await _world.StateAsync()).Closed);
        await ReplyAsync("e1", "退订");
        Assert.IsType<Done>(await RunAsync());
        Assert.Equal("opt-out-confirmed", _world.Provider.Messages[^1].Template!.Name);
    }

    [Fact]
    public async Task Start_opens_the_channel_again_and_a_later_stop_is_confirmed_again()
    {
        await WrittenToAsync();
        await ReplyAsync("e1", "STOP");
        await RunAsync();
        _world.Store.Clock.AdvanceTo(_world.Store.Clock.GetUtcNow().AddMinutes(1));
        await ReplyAsync("e2", "START");
        Assert.Empty((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
        Assert.False((await _world.StateAsync()).Contacts.IsClosed(Channel.Sms));
        var opened = Assert.Single((await _world.FactsAsync()).OfType<ChannelReopened>());
        Assert.Equal("START", (await _world.Texts.ReadAsync(ContactWorld.Debtor, opened.Text, default))!.Text);
        _world.Store.Clock.AdvanceTo(_world.Store.Clock.GetUtcNow().AddMinutes(1));
        await ReplyAsync("e3", "STOP");
        await RunAsync();
        Assert.Equal(2, _world.Provider.Messages.Count(message => message.Template!.Name == "opt-out-confirmed"));
    }

    [Fact]
    public async Task Other_words_are_kept_with_the_debtors_data_and_become_one_task()
    {
        await WrittenToAsync();
        for (var i = 0; i < 3; i++) await ReplyAsync("e1", "我下周发工资再还，别停卡");
        var state = await _world.StateAsync();
        Assert.Empty((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
        var task = Assert.Single(state.Tasks, task => task.Kind == TaskKind.Reply);
        Assert.Equal("replies-first", WorkQueues.QueueOf(state, task));
        var received = Assert.Single((await _world.FactsAsync()).OfType<ReplyReceived>());
        Assert.Equal($"reply-{received.Text}", task.Id);
        Assert.Equal("我下周发工资再还，别停卡", (await _world.Texts.ReadAsync(ContactWorld.Debtor, received.Text, default))!.Text);
    }

    [Fact]
    public async Task A_reply_to_a_closed_case_goes_to_review_and_one_that_waits_stays_when_its_case_closes()
    {
        await WrittenToAsync();
        await ReplyAsync("e1", "can we talk");
        await _world.RecordAsync(new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"));
        await RunAsync();
        await ReplyAsync("e2", "已还");
        var state = await _world.StateAsync();
        Assert.NotNull(state.Closed);
        Assert.Equal(2, state.Tasks.Count);
        Assert.All(WorkQueues.Of(state).Keys, place => Assert.Equal(WorkQueues.Review, place.Queue));
        var senior = new Caller("s", [Roles.SeniorCollector], Roles.SeniorCollector);
        Assert.IsType<TaskClosed>(Assert.Single(TaskCommands.Finish(state, state.Tasks[0].Id, senior)));
        var collector = new Caller("c", [Roles.Collector], Roles.Collector);
        Assert.Equal(403, Assert.Throws<RefusedException>(() => TaskCommands.Finish(state, state.Tasks[0].Id, collector)).Status);
    }

    [Fact]
    public async Task A_reply_belongs_to_whoever_was_written_to_last_and_an_opt_out_to_all_behind_the_number()
    {
        await WrittenToAsync();
        var other = new DebtorKey("e0000000000000000000000000000000");
        await _world.Profiles.ListAsync(other, Number, new CaseKey(new string('9', 32)), sender: null, _world.Store.Clock.GetUtcNow().AddDays(-1), default);
        await ReplyAsync("e1", "call me");
        Assert.Single((await _world.StateAsync()).Tasks, task => task.Kind == TaskKind.Reply);
        Assert.DoesNotContain(await _world.Store.RowsAsync("Debtors"), row => row.PartitionKey == other.Value && row.RowKey.Contains("|t", StringComparison.Ordinal));

        await Assert.ThrowsAsync<RefusedException>(() => ReplyAsync("e2", "TD"));
        Assert.Equal([Channel.Sms], (await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
        Assert.Equal([Channel.Sms], (await _world.Ledger.LoadAsync(other, default)).OptOuts);
    }

    [Fact]
    public async Task An_old_start_that_comes_again_does_not_undo_a_newer_stop()
    {
        await WrittenToAsync();
        await ReplyAsync("e1", "STOP");
        await LaterAsync("e2", "START");
        await LaterAsync("e3", "STOP");
        await LaterAsync("e2", "START");
        Assert.Equal([Channel.Sms], (await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
        Assert.True((await _world.StateAsync()).Contacts.IsClosed(Channel.Sms));

        // Nor does an old stop close what was opened since.
        await LaterAsync("e4", "START");
        await LaterAsync("e3", "STOP");
        Assert.Empty((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
        Assert.False((await _world.StateAsync()).Contacts.IsClosed(Channel.Sms));
    }

    [Fact]
    public async Task An_old_start_that_comes_again_opens_nothing_for_whoever_was_written_to_since()
    {
        await WrittenToAsync();
        await ReplyAsync("e1", "STOP");
        await LaterAsync("e2", "START");
        var other = new DebtorKey("e0000000000000000000000000000000");
        var theirs = Given.Opening() with { Key = new CaseKey(new string('9', 32)), Account = new AccountKey(new string('6', 32)), Debtor = other };
        await _world.Store.Streams.AppendAsync(theirs.Key, null, "open", "system", [theirs], default);
        await _world.Profiles.ListAsync(other, Number, new CaseKey(new string('9', 32)), sender: null, _world.Store.Clock.GetUtcNow().AddMinutes(1), default);
        await _world.Ledger.OptOutAsync(other, Channel.Sms, default, _world.Store.Clock.GetUtcNow().AddMinutes(2));
        _world.Store.Clock.AdvanceTo(_world.Store.Clock.GetUtcNow().AddMinutes(5));
        await LaterAsync("e2", "START");
        Assert.Equal([Channel.Sms], (await _world.Ledger.LoadAsync(other, default)).OptOuts);
    }

    [Fact]
    public async Task A_reply_to_a_number_of_nobody_reaches_no_other_bank()
    {
        await WrittenToAsync();
        var now = _world.Store.Clock.GetUtcNow();
        var other = new DebtorKey("e0000000000000000000000000000000");
        await _world.Profiles.ListAsync(ContactWorld.Debtor, Number, Given.Key, "+86100000", now, default);
        await _world.Profiles.ListAsync(other, Number, new CaseKey(new string('9', 32)), "+86106900", now.AddHours(1), default);
        try { await _world.Replies.ReceiveAsync(new Reply("e1", Channel.Sms, Number, "TD", To: "8677777"), default); } catch (RefusedException) { }
        Assert.Empty((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
        Assert.Empty((await _world.Ledger.LoadAsync(other, default)).OptOuts);
    }

    [Fact]
    public async Task An_opt_out_among_other_words_is_read_by_a_person_too()
    {
        await WrittenToAsync();
        await ReplyAsync("e1", "please stop texting me");
        Assert.Single((await _world.StateAsync()).Tasks, task => task.Kind == TaskKind.Reply);
    }

    [Fact]
    public async Task A_start_opens_the_channel_on_all_accounts_of_the_debtor()
    {
        await WrittenToAsync();
        var second = Given.Opening() with { Key = new CaseKey(new string('8', 32)), Account = new AccountKey(new string('7', 32)) };
        await _world.Store.Streams.AppendAsync(second.Key, null, "open", "system", [second, new ChannelOptedOut(Channel.Sms, "file")], default);
        await _world.Ledger.AmendAsync(ContactWorld.Debtor, ledger => ledger.With(second.Key), default);
        await ReplyAsync("e1", "STOP");
        await LaterAsync("e2", "START");
        Assert.False((await _world.Store.Streams.LoadAsync(second.Key, default))!.State.Contacts.IsClosed(Channel.Sms));
    }

    [Fact]
    public async Task Banks_that_write_from_numbers_of_their_own_are_told_apart_by_the_number_that_was_answered()
    {
        await WrittenToAsync();
        var now = _world.Store.Clock.GetUtcNow();
        var other = new DebtorKey("e0000000000000000000000000000000");
        await _world.Profiles.ListAsync(ContactWorld.Debtor, Number, Given.Key, "+86 10 0000", now, default);
        await _world.Profiles.ListAsync(other, Number, new CaseKey(new string('9', 32)), "+86106900", now.AddHours(1), default);
        await _world.Replies.ReceiveAsync(new Reply("e1", Channel.Sms, Number, "TD", To: "86100000"), default);
        Assert.Equal([Channel.Sms], (await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
        Assert.Empty((await _world.Ledger.LoadAsync(other, default)).OptOuts);
    }

    [Fact]
    public async Task An_opt_out_of_a_channel_that_was_closed_for_another_reason_is_a_fact_too()
    {
        await WrittenToAsync();
        await _world.RecordAsync(new ContactPlanned("c9", Channel.Call, Purpose.Collection, Party.Debtor, "r9", "reminder"));
        await _world.RecordAsync(new ContactForbidden("c9", ContactGate.InvalidPhone));
        await _world.ConsentsOver(_world.Store.Tables).OptOutAsync(Given.Key, new Posted<OptOutOrder>(new OptOutOrder(Channel.Call), new Caller("ana", [Roles.Collector], Roles.Collector), "http-1"), default);
        Assert.Equal(Channel.Call, Assert.Single((await _world.FactsAsync()).OfType<ChannelOptedOut>()).Channel);
    }

    [Fact]
    public async Task A_plans_code_that_comes_again_confirms_nothing_anew_and_is_nobodys_work()
    {
        await WrittenToAsync();
        var today = new DateOnly(2026, 3, 2);
        await _world.RecordAsync(new PlanOffered(
            "plan-1", PlanKind.Extension, [new Instalment(1, today.AddDays(20), Given.Cny(5_000))], Given.Cny(5_000), Given.Cny(0), Given.Cny(0), Given.Cny(0), today, today.AddDays(7), [], "ana"));
        var code = _world.Codes.Of(Given.Key, "plan-1");
        await ReplyAsync("e1", code);
        await ReplyAsync("e1", code);
        await RunAsync();
        await ReplyAsync("e1", code);
        await LaterAsync("e2", $" {code}.");

        var state = await _world.StateAsync();
        Assert.Equal("plan-1", state.Plans.Open?.Plan);
        Assert.DoesNotContain(state.Tasks, task => task.Kind == TaskKind.Reply);
        var facts = await _world.FactsAsync();
        Assert.Single(facts.OfType<PlanConfirmed>());
        Assert.Empty(facts.OfType<ReplyReceived>());
    }

    [Fact]
    public async Task Who_is_behind_a_number_is_found_without_reading_all_that_was_ever_answered_from_it()
    {
        await WrittenToAsync();
        for (var i = 0; i < 20; i++) await LaterAsync($"e{i}", "TD");
        var read = new CountingTransport(_world.Store.Storage);
        var behind = await new DebtorProfiles(read.Tables(), new KeyRing(new byte[16])).BehindAsync(Number, default);
        Assert.Equal(ContactWorld.Debtor, Assert.Single(behind).Debtor);
        Assert.DoesNotContain("reply-", Assert.Single(read.Answers, answer => answer.Contains(ContactWorld.Debtor.Value, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_changes_nothing()
    {
        await WrittenToAsync();
        await _world.Replies.ReceiveAsync(new Reply("e1", Channel.Sms, "+8618800000000", "TD"), default);
        Assert.Empty((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
    }

    private async Task WrittenToAsync() => await _world.SendAsync((await _world.PlannedAsync()).Contact);

    private Task ReplyAsync(string id, string text) => _world.Replies.ReceiveAsync(new Reply(id, Channel.Sms, Number, text), default);

    private Task LaterAsync(string id, string text)
    {
        _world.Store.Clock.AdvanceTo(_world.Store.Clock.GetUtcNow().AddMinutes(1));
        return ReplyAsync(id, text);
    }

    /// <summary>Works the case as its orchestration does, until it waits or ends.</summary>
    private async Task<CaseStep> RunAsync()
    {
        var step = await _world.AdvanceAsync();
        while (step is SendContact send) step = await _world.SendAsync(send.Contact);
        return step;
    }
}
