using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact;

/// <summary>What people do passes the same gate, counts in the same ledger, and is reported once.</summary>
public class PersonContactsTests
{
    private const string By = "u1/collector";

    private readonly ContactWorld _world = new();

    private async Task OpenAsync(int daysPastDue)
    {
        await _world.OpenAsync(Given.Opening(daysPastDue));
        _world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 14:30:00"));
    }

    private Task<ReservedContact> Reserve(Channel channel, string key, Purpose purpose = Purpose.Collection) =>
        _world.People.ReserveAsync(Given.Key, new ContactWish(channel, purpose), By, key, default);

    [Fact]
    public async Task A_call_is_counted_when_it_is_allowed_and_told_when_it_was_made()
    {
        await OpenAsync(daysPastDue: 40);
        var reserved = await Reserve(Channel.Call, "k1");
        Assert.Equal(reserved.Contact, (await Reserve(Channel.Call, "k1")).Contact);
        var report = new CallReport(CallOutcome.RightPartyNoResult, 120, "说下周联系");
        await _world.People.RecordCallAsync(Given.Key, reserved.Contact, report, By, "k2", default);
        await _world.People.RecordCallAsync(Given.Key, reserved.Contact, report, By, "k2", default);
        var call = Assert.Single((await _world.FactsAsync()).OfType<CallRecorded>());
        Assert.Equal((reserved.At, CallOutcome.RightPartyNoResult), (call.At, call.Outcome));
        Assert.Equal("说下周联系", (await _world.Texts.ReadAsync(ContactWorld.Debtor, call.Note!, default))!.Text);
        Assert.Equal(EntryResult.Conversation, Assert.Single((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries).Result);
        await Refused("contact-reported", 409, () => _world.People.RecordCallAsync(Given.Key, reserved.Contact, report, By, "k3", default));
    }

    [Fact]
    public async Task A_call_too_soon_is_refused_with_the_time_at_which_it_may_be_made()
    {
        await OpenAsync(daysPastDue: 40);
        var reserved = await Reserve(Channel.Call, "k1");
        await _world.People.RecordCallAsync(Given.Key, reserved.Contact, new CallReport(CallOutcome.NoAnswer, 0), By, "k2", default);
        var refused = await Refused("contact-deferred", 409, () => Reserve(Channel.Call, "k3"));
        Assert.Equal(reserved.At.AddHours(2), refused.Extensions["until"]);
        Assert.Equal("bank-cn/between-calls", refused.Extensions["rule"]);
    }

    [Fact]
    public async Task A_wrong_number_is_never_called_again()
    {
        await OpenAsync(daysPastDue: 40);
        var reserved = await Reserve(Channel.Call, "k1");
        await _world.People.RecordCallAsync(Given.Key, reserved.Contact, new CallReport(CallOutcome.WrongNumber, 5), By, "k2", default);
        var refused = await Refused("contact-forbidden", 422, () => Reserve(Channel.Call, "k3"));
        Assert.Equal(ContactGate.InvalidPhone, refused.Extensions["rule"]);
    }

    [Fact]
    public async Task After_payment_nobody_calls_to_collect()
    {
        await OpenAsync(daysPastDue: 5);
        await _world.RecordAsync(new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"));
        var refused = await Refused("contact-stopped", 409, () => Reserve(Channel.Call, "k1"));
        Assert.Equal("paid", refused.Extensions["because"]);
    }

    [Fact]
    public async Task A_promise_that_comes_while_a_call_is_being_reserved_stops_it_and_frees_its_place()
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            await world.OpenAsync(Given.Opening(daysPastDue: 40));
            world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 14:30:00"));
            var promise = new PromiseMade("p1", Given.Cny(100), new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 9), "app");
            var interrupted = new InterruptedTransport(world.Store.Storage, at, () => world.RecordAsync(promise));
            Task<ReservedContact> Ask() => world.PeopleOver(interrupted.Tables()).ReserveAsync(Given.Key, new ContactWish(Channel.Call, Purpose.Collection), By, "k1", default);
            if (await Xunit.Record.ExceptionAsync(Ask) is not RefusedException refused)
            {
                Assert.False(interrupted.Interrupted, $"A call was granted although a promise had come at storage call {at}.");
                Assert.True(at > 5, "Reserving takes more calls than that.");
                return;
            }

            Assert.Equal(("contact-stopped", "promise"), (refused.Code, refused.Extensions["because"]));
            Assert.Empty((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
            await Refused("contact-stopped", 409, Ask);
        }
    }

    [Fact]
    public async Task A_visit_needs_an_approved_task_a_plan_and_two_who_are_there()
    {
        await OpenAsync(daysPastDue: 100);
        await Refused("no-task", 409, () => Reserve(Channel.Visit, "k1"));
        await _world.RecordAsync(new TaskOpened("visit-1", TaskKind.Visit, Line.Field, Ledgers.At("2026-03-09 18:00:00"), "approved"));
        await Refused("visit-not-planned", 409, () => Reserve(Channel.Visit, "k2"));
        await _world.RecordAsync(new VisitPlanned("p", "visit-1", Ledgers.At("2026-03-02 14:30:00"), Ledgers.At("2026-03-02 16:30:00"), VisitPlace.Home, ["u1", "u2"], Enum.GetValues<VisitPaper>()));
        var reserved = await Reserve(Channel.Visit, "k3");
        var report = new VisitReport(VisitOutcome.Absent);
        foreach (var visitor in (string[])["u1", "u2"])
        {
            await Refused("not-checked-in", 409, () => _world.Day.ReportAsync(Given.Key, reserved.Contact, report, By, "k4", default));
            await _world.Day.CheckInAsync(Given.Key, reserved.Contact, new Caller(visitor, [Roles.Field], Roles.Field), $"in-{visitor}", default);
        }

        await _world.Day.ReportAsync(Given.Key, reserved.Contact, report, By, "k4", default);
        await _world.Day.ReportAsync(Given.Key, reserved.Contact, report, By, "k4", default);
        await Refused("contact-reported", 409, () => _world.Day.ReportAsync(Given.Key, reserved.Contact, report, By, "k5", default));
        Assert.Equal("visit-1", Assert.Single((await _world.FactsAsync()).OfType<VisitReported>()).Task);
        Assert.Null((await _world.StateAsync()).Task(TaskKind.Visit));
    }

    [Fact]
    public async Task The_lawyers_letter_gives_time_to_answer()
    {
        await OpenAsync(daysPastDue: 200);
        await _world.RecordAsync(new TaskOpened("letter-1", TaskKind.LawyersLetter, Line.Legal, Ledgers.At("2026-03-09 18:00:00"), "legal-handoff"));
        var reserved = await Reserve(Channel.Letter, "k1", Purpose.LegalNotice);
        await _world.People.PostLetterAsync(Given.Key, reserved.Contact, By, "k2", default);
        Assert.Equal(new DateOnly(2026, 3, 17), Assert.Single((await _world.FactsAsync()).OfType<LetterPosted>()).AnswerBy);
    }

    [Fact]
    public async Task A_contact_of_another_kind_or_case_is_not_found()
    {
        await OpenAsync(daysPastDue: 40);
        var reserved = await Reserve(Channel.Call, "k1");
        await Refused("not-found", 404, () => _world.People.PostLetterAsync(Given.Key, reserved.Contact, By, "k2", default));
        await Refused("not-found", 404, () => _world.People.RecordCallAsync(Given.Key, new string('0', 32), new CallReport(CallOutcome.Busy, 0), By, "k2", default));
    }

    private static async Task<RefusedException> Refused(string code, int status, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(act);
        Assert.Equal((code, status), (refused.Code, refused.Status));
        return refused;
    }
}
