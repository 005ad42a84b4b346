using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Quarantine;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Microsoft.AspNetCore.Http;

namespace Collections.Functions.Tests.Contact;

/// <summary>The process dies at any call of e-mails, people's calls and quarantine decisions: whoever comes after it ends them, once. (R5.6, R9.3)</summary>
public class CrashedContactsTests
{
    private const string By = "u1/collector";

    public static TheoryData<bool> Moments => [false, true];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task An_email_is_sent_at_most_once_and_resolved(bool after)
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            world.Provider.Sender = "bank@example.com";
            await world.OpenAsync(Given.Opening(daysPastDue: 40));
            await world.Profiles.SaveAsync(ContactWorld.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Email = "a@example.com" }, default);
            var contact = CaseView.ContactId(Given.Key, 9);
            await world.RecordAsync(new ContactPlanned(contact, Channel.Email, Purpose.Collection, Party.Debtor, "email-1", "negotiation-email"));
            var crash = new CrashingTransport(world.Store.Storage, at, after);
            var crashed = await CrashesAsync(() => world.SenderOver(crash.Tables()).SendAsync(Given.Key, contact, default));
            await world.SendAsync(contact);
            world.Technical.Now += DebtorLedgerStore.Lease;
            await world.SendAsync(contact);
            var ended = Assert.Single((await world.FactsAsync()).OfType<ContactCompleted>(), completed => completed.Contact == contact);
            var sent = world.Provider.Messages.Count(message => message.Channel == Channel.Email);
            Assert.True(sent == 1 || (sent == 0 && ended.Outcome == SendOutcome.Unknown), $"{sent} e-mails and '{ended.Outcome}' after a crash at call {at}.");
            Assert.Single((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries, entry => entry.Contact == contact);
            if (crashed) continue;
            Assert.True(at > 8, "The protocol has more calls than that.");
            return;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_whose_provider_call_dies_is_never_sent_again(bool taken)
    {
        var debtor = new CoverageWorld();
        await debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1));
        var reached = 0;
        debtor.World.Provider.Answer = _ =>
        {
            if (taken) reached++;
            throw new CrashException();
        };
        var send = await debtor.PlannedAsync(0);
        await Assert.ThrowsAsync<CrashException>(() => debtor.SendAsync(0, send.Contact));
        Assert.Equal("contact-sending", Assert.IsType<Wait>(await debtor.SendAsync(0, send.Contact)).Because);
        Assert.Empty(await debtor.CoveredAsync(1));

        // What it covered stays bound to it, whatever else happens to those cases.
        debtor.World.Technical.Now += DebtorLedgerStore.Lease;
        await debtor.SendAsync(0, send.Contact);
        await debtor.RunAsync(2);
        Assert.Equal((1, taken ? 1 : 0), (debtor.World.Provider.Messages.Count, reached));
        Assert.Equal(new ContactCompleted(send.Contact, SendOutcome.Unknown), Assert.Single((await debtor.FactsAsync(0)).OfType<ContactCompleted>()));
        Assert.Single(await debtor.CoveredAsync(1));
        Assert.Empty(await debtor.AuditAsync());
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_call_is_counted_and_told_once(bool after)
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            await world.OpenAsync(Given.Opening(daysPastDue: 40));
            world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 14:30:00"));
            var crash = new CrashingTransport(world.Store.Storage, at, after);
            var crashed = await CrashesAsync(() => CallAsync(world, crash.Tables()));
            await CallAsync(world, world.Store.Tables);
            Assert.Equal(CallOutcome.RightPartyNoResult, Assert.Single((await world.FactsAsync()).OfType<CallRecorded>()).Outcome);
            Assert.Equal(EntryResult.Conversation, Assert.Single((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries).Result);
            if (crashed) continue;
            Assert.True(at > 10, "A call takes more storage calls than that.");
            return;
        }
    }

    [Theory]
    [InlineData(UnknownOutcome.Sent, false)]
    [InlineData(UnknownOutcome.Sent, true)]
    [InlineData(UnknownOutcome.NotSent, false)]
    [InlineData(UnknownOutcome.NotSent, true)]
    public async Task A_decision_on_an_unknown_message_reaches_every_case_and_the_ledger(UnknownOutcome outcome, bool after)
    {
        for (var at = 1; ; at++)
        {
            var debtor = new CoverageWorld();
            var world = debtor.World;
            await debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1), CoverageWorld.Account(2));
            world.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Unknown));
            var send = await debtor.PlannedAsync(0);
            await debtor.SendAsync(0, send.Contact);
            var crash = new CrashingTransport(world.Store.Storage, at, after);
            var crashed = await CrashesAsync(() => DecideAsync(world, crash.Tables(), CoverageWorld.Key(0), send.Contact, outcome));

            // Somebody else takes it up: another command, which finds the case told already if the crash came after that.
            var again = await Xunit.Record.ExceptionAsync(() => DecideAsync(world, world.Store.Tables, CoverageWorld.Key(0), send.Contact, outcome, "bo"));
            Assert.True(again is null or RefusedException { Code: "outcome-known" }, $"Call {at}: {again}");

            var left = outcome == UnknownOutcome.Sent;
            Assert.Equal(left, Assert.Single((await debtor.FactsAsync(0)).OfType<UnknownSettled>()).Left);
            foreach (var account in (int[])[1, 2]) Assert.Equal(left ? 0 : 1, (await debtor.FactsAsync(account)).OfType<CoverUndone>().Count());
            Assert.Equal(left ? ContactState.Sent : ContactState.Released, (await debtor.RowAsync(send.Contact)).State);
            Assert.Equal(left ? 1 : 0, (await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries.Count);
            Assert.Empty(await debtor.AuditAsync());
            if (crashed) continue;
            Assert.True(at > 5, "A decision takes more storage calls than that.");
            return;
        }
    }

    [Fact]
    public async Task What_is_delivered_after_a_person_found_that_it_never_left_counts_again_and_is_not_sent_again()
    {
        var debtor = new CoverageWorld();
        var world = debtor.World;
        await debtor.OpenAsync(CoverageWorld.Account(0, 16), CoverageWorld.Account(1, 16));
        world.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Unknown));
        var send = await debtor.PlannedAsync(0);
        await debtor.SendAsync(0, send.Contact);
        await DecideAsync(world, world.Store.Tables, CoverageWorld.Key(0), send.Contact, UnknownOutcome.NotSent);

        // The next day it is about to be sent again when the network tells that it has arrived.
        world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-03 12:30:00"));
        var again = await debtor.PlannedAsync(0);
        var report = new DeliveryReport(new ContactTag(send.Contact, CoverageWorld.Key(0), ContactWorld.Debtor), Delivered: true);
        await world.Reports.ReceiveAsync(report, default);
        await world.Reports.ReceiveAsync(report, default);
        await debtor.SendAsync(0, again.Contact);
        await debtor.RunAsync(2);

        Assert.Single(world.Provider.Messages);
        Assert.Contains(new ContactCompleted(again.Contact, SendOutcome.Released, Because: SendingChecks.RungDone), await debtor.FactsAsync(0));
        var entry = Assert.Single((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
        Assert.Equal((send.Contact, EntryResult.Delivered, CoverageWorld.Account(1).Account), (entry.Contact, entry.Result, Assert.Single(entry.Covers!)));
        foreach (var account in (int[])[0, 1]) Assert.True((await debtor.StateAsync(account)).Contacts is { Denied: [], Delivered: 1 } contacts && contacts.Has("reminder-15"));
        Assert.Empty(await debtor.AuditAsync());
    }

    private static async Task CallAsync(ContactWorld world, Tables tables)
    {
        var people = world.PeopleOver(tables);
        var reserved = await people.ReserveAsync(Given.Key, new ContactWish(Channel.Call, Purpose.Collection), By, "k1", default);
        await people.RecordCallAsync(Given.Key, reserved.Contact, new CallReport(CallOutcome.RightPartyNoResult, 60), By, "k2", default);
    }

    private static Task DecideAsync(ContactWorld world, Tables tables, CaseKey key, string contact, UnknownOutcome outcome, string person = "sue")
    {
        var context = new DefaultHttpContext();
        context.Items[typeof(Caller)] = new Caller(person, [Roles.Supervisor], Roles.Supervisor);
        (context.Request.Method, context.Request.ContentType) = ("POST", "application/json");
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"outcome":"{{outcome}}","reason":"seen in the provider's log"}"""));
        var decisions = new QuarantineFunctions(world.CaseworkOver(tables), world.LedgerOver(tables, Ledgers.BankCn), world.CoverageOver(tables), world.Store.Clock);
        return decisions.Decide(context.Request, key.Value, contact, default);
    }

    private static async Task<bool> CrashesAsync(Func<Task> act) => await Xunit.Record.ExceptionAsync(act) is CrashException;
}
