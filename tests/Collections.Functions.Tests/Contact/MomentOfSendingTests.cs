using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact;

/// <summary>A message that was planned, and reserved, is given up when anything has changed by the time it would leave; its row says what. (R5.6, R9.2)</summary>
public sealed class MomentOfSendingTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private readonly ContactWorld world = new();

    public static TheoryData<string> Checks =>
    [
        "closed", "paid", "absent-from-snapshot", CaseDecision.BalanceTooOld, "below-minimum", SuspensionProgress.Because, "plan", "promise", SendingChecks.NumberGone,
        ContactGate.OptOut, ContactGate.InvalidPhone, EmergencyStops.Because, SendingChecks.ReservedLongAgo, "bank-cn/working-hours", "bank-cn/suspended",
    ];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task What_has_changed_since_it_was_reserved_stops_it(string check)
    {
        await world.OpenAsync(Given.Opening(maxAgeDays: 40));
        var send = Assert.IsType<SendContact>(await world.AdvanceAsync());
        if (check == "bank-cn/working-hours") world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 20:29:00"));
        await ReserveAsync(send.Contact);
        await ChangeAsync(check);
        await world.SendAsync(send.Contact);

        Assert.Empty(world.Provider.Messages);
        var hold = (await world.Ledger.FindAsync(send.Contact, default))!;
        Assert.Equal((ContactState.Released, check), (hold.State, hold.Record.StoppedBy));
        Assert.Empty((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
        Assert.Equal(new ContactCompleted(send.Contact, SendOutcome.Released, Because: check), Assert.Single((await world.FactsAsync()).OfType<ContactCompleted>()));
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("closed")]
    [InlineData(SuspensionProgress.Because)]
    public async Task A_notice_about_the_debt_stops_with_the_debt(string check)
    {
        await world.OpenAsync();
        await world.RecordAsync(new ContactPlanned("notice1", Channel.Sms, Purpose.Service, Party.Debtor, "credit-notice-25", "credit-notice"));
        await ChangeAsync(check);
        await world.SendAsync("notice1");
        Assert.Empty(world.Provider.Messages);
        Assert.Contains(new ContactCompleted("notice1", SendOutcome.Released, Because: check), await world.FactsAsync());
    }

    [Fact]
    public async Task A_text_that_the_carrier_would_not_take_waits_uncounted()
    {
        await world.OpenAsync();
        var send = await world.PlannedAsync();
        world.Provider.Refuses = "template-not-approved";
        await world.SendAsync(send.Contact);
        Assert.Empty(world.Provider.Messages);
        Assert.Empty((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
        var put = Assert.Single((await world.FactsAsync()).OfType<ContactDeferred>());
        Assert.Equal("template-not-approved", put.Rule);
        Assert.DoesNotContain(await world.FactsAsync(), fact => fact is SendStarted or ContactCompleted);

        world.Provider.Refuses = null;
        world.Store.Clock.AdvanceTo(put.Until);
        var again = Assert.IsType<SendContact>(await world.AdvanceAsync());
        await world.SendAsync(again.Contact);
        Assert.Single(world.Provider.Messages);
    }

    [Fact]
    public async Task A_carrier_that_refuses_is_asked_ever_more_rarely_and_in_the_end_a_person_sees_to_it()
    {
        await world.OpenAsync(Given.Opening(daysPastDue: 40));
        world.Provider.Refuses = "template-not-approved";
        var waits = new List<TimeSpan>();
        while ((await world.StateAsync()).Task(TaskKind.Review) is null)
        {
            var step = await world.AdvanceAsync();
            if (step is SendContact send)
            {
                var from = world.Store.Clock.GetUtcNow();
                step = await world.SendAsync(send.Contact);
                waits.Add((await world.FactsAsync()).OfType<ContactDeferred>().Last().Until - from);
            }

            if (step is Wait wait) world.Store.Clock.AdvanceTo(wait.Until);
            Assert.True(waits.Count <= 5);
        }

        Assert.Equal([4, 8, 16, 24, 24], waits.Select(wait => (int)wait.TotalHours));
        var review = (await world.StateAsync()).Task(TaskKind.Review)!;
        Assert.Equal("carrier-refuses", review.Because);

        // Nothing is tried any more, however long it takes.
        var version = (await world.StateAsync()).Contacts;
        for (var day = 0; day < 20; day++)
        {
            var step = await world.AdvanceAsync();
            if (step is SendContact) Assert.Fail("The carrier is asked again before anybody has seen to it.");
            world.Store.Clock.AdvanceTo(world.Store.Clock.GetUtcNow().AddDays(1));
        }

        Assert.Equal(version.Refused, (await world.StateAsync()).Contacts.Refused);
        world.Provider.Refuses = null;
        await world.RecordAsync(new TaskClosed(review.Id, "done"));
        while (world.Provider.Messages.Count == 0)
        {
            var step = await world.AdvanceAsync();
            if (step is SendContact send) await world.SendAsync(send.Contact);
            else world.Store.Clock.AdvanceTo(Assert.IsType<Wait>(step).Until);
        }

        Assert.Empty((await world.StateAsync()).Contacts.Refused);
    }

    [Fact]
    public async Task A_channel_that_the_bank_has_no_carrier_for_is_passed_by()
    {
        await world.OpenAsync();
        await world.RecordAsync(new ContactPlanned("mail1", Channel.Email, Purpose.Collection, Party.Debtor, "reminder-email-30", "reminder-email"));
        world.Provider.Lacks = "no 'Email:From'";
        Assert.Null(world.Provider.Sender);
        await world.SendAsync("mail1");
        Assert.Equal(new ContactForbidden("mail1", ContactSender.NoCarrier), Assert.Single((await world.FactsAsync()).OfType<ContactForbidden>()));
        var contacts = (await world.StateAsync()).Contacts;
        Assert.True(contacts.Has("reminder-email-30") && !contacts.IsClosed(Channel.Email));
        Assert.Null((await world.StateAsync()).FailedStep);
    }

    [Fact]
    public async Task A_closed_case_gives_up_a_message_that_nobody_carries()
    {
        await world.OpenAsync();
        await world.RecordAsync(new ContactPlanned("letter1", Channel.Video, Purpose.Collection, Party.Debtor, "r", "reminder"));
        await ChangeAsync("paid");
        Assert.IsType<Done>(await world.SendAsync("letter1"));
    }

    [Fact]
    public async Task Without_a_change_it_leaves()
    {
        var send = await world.PlannedAsync();
        await ReserveAsync(send.Contact);
        await world.SendAsync(send.Contact);
        Assert.Single(world.Provider.Messages);
    }

    /// <summary>As the sender would have left it, had it died right after.</summary>
    private async Task ReserveAsync(string contact)
    {
        var state = await world.StateAsync();
        var request = world.Points.RequestOf(state, await world.Profiles.LoadAsync(ContactWorld.Debtor, default), contact, Channel.Sms, Purpose.Collection, "system");
        Assert.Equal(ContactState.Reserved, (await world.Ledger.ReserveAsync(request, default)).State);
    }

    private Task<EmergencyStop> StopAsync() => world.StopsOver(world.Store.Tables).SetAsync(new StopOrder("flood"), "stop1", "sue/supervisor", default);

    private Task ChangeAsync(string check) => check switch
    {
        "closed" => world.RecordAsync(new CaseClosed(ClosingReason.Sold)),
        "paid" => world.RecordAsync(new PaymentReceived("p1", Given.Cny(5_000), Day, "transfer", "bus")),
        "absent-from-snapshot" => world.RecordAsync(new AbsentFromSnapshot(Day, "i1")),
        CaseDecision.BalanceTooOld => LaterAsync("2026-05-11 12:30:00"),
        "below-minimum" => world.RecordAsync(new PaymentReceived("p1", Given.Cny(4_995), Day, "transfer", "bus")),
        SuspensionProgress.Because => world.RecordAsync(new SuspensionSet("s1", "Dispute", WholeDebtor: false, null, null)),
        "plan" => world.RecordAsync(new PlanTakenOver("plan1", Day, Day, [new Instalment(1, Day.AddDays(30), Given.Cny(5_000))], "i1")),
        "promise" => world.RecordAsync(new PromiseMade("promise1", Given.Cny(5_000), Day.AddDays(3), Day, Day.AddDays(5), "transfer")),
        SendingChecks.NumberGone => world.Profiles.SaveAsync(ContactWorld.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000" }, default),
        ContactGate.OptOut => world.Ledger.OptOutAsync(ContactWorld.Debtor, Channel.Sms, default),
        ContactGate.InvalidPhone => world.Ledger.AmendAsync(ContactWorld.Debtor, ledger => ledger.WithInvalidPhone(world.Profiles.PhoneHash(ContactWorld.Mobile)), default),
        EmergencyStops.Because => StopAsync(),
        SendingChecks.ReservedLongAgo => LaterAsync("2026-03-02 13:30:01"),
        "bank-cn/working-hours" => LaterAsync("2026-03-02 20:30:00"),
        "bank-cn/suspended" => world.Ledger.AmendAsync(
            ContactWorld.Debtor, ledger => ledger with { Suspensions = [new Suspension("s2", SuspensionKind.Illness, world.Store.Clock.GetUtcNow())] }, default),
        _ => throw new ArgumentOutOfRangeException(nameof(check)),
    };

    private Task LaterAsync(string at)
    {
        world.Store.Clock.AdvanceTo(Ledgers.At(at));
        return Task.CompletedTask;
    }
}
