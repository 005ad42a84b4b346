using System.Net;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.Cases;
using Collections.Local.Host;
using Collections.Local.Host.Bus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.App;

/// <summary>From the lawyer's letter to the end of the proceedings, over HTTP, by message and in virtual time. (R3.4)</summary>
public class CourtLifeTests
{
    private static readonly string Case = $"cases/{Given.Key}";

    private static DateTimeOffset At(int month, int day, int hour = 12, int minute = 30) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(hour, minute));

    [Fact]
    public async Task A_claim_is_taken_through_the_court_and_comes_back_for_a_person_to_say_where_it_goes()
    {
        await using var host = await StartAsync();
        var (chief, counsel) = (new Desk(host, "chen", Roles.Supervisor), new Desk(host, "zhao", Roles.Legal));

        // Who approves sees what court is expected to cost and bring.
        await host.RunUntilAsync(At(3, 3));
        var proposed = (await host.CaseAsync(Given.Key)).Approvals.Open!;
        Assert.Equal((ApprovalSubject.LegalHandoff, Given.Cny(120_000), Given.Cny(3_700)), (proposed.Subject, proposed.Estimate!.Debt, proposed.Estimate.Costs));
        Assert.Equal(proposed.Estimate.Net.ToString(), (string)(await counsel.GetAsync(Case))["recovery"]!["net"]!);
        await ApproveAsync(host, chief, counsel, proposed.Id);

        // The letter comes back, is posted again, and is refused: the papers go to court without waiting for the fifteen days.
        await host.RunUntilAsync(At(3, 4));
        await counsel.PostAsync($"{Case}/letter-answer", new { answer = "Refuses", note = "?" }, HttpStatusCode.Conflict);
        await PostLetterAsync(counsel);
        await counsel.PostAsync($"{Case}/letter-answer", new { answer = "Undeliverable", note = "returned, archive 7" }, HttpStatusCode.UnprocessableEntity);
        await counsel.PostAsync($"{Case}/letter-answer", new { answer = "Undeliverable", undelivered = "TryAgain", note = "returned, archive 7" });
        await host.RunUntilAsync(At(3, 5));
        Assert.Single(await counsel.WorkAsync("letters"));
        await PostLetterAsync(counsel);
        await host.RunUntilAsync(At(3, 9));
        Assert.Equal(0, host.Broker.SentTo("legal-handoffs"));
        await counsel.PostAsync($"{Case}/letter-answer", new { answer = "Refuses", note = "on the telephone" });
        await host.RunUntilAsync(At(3, 9, 13));
        Assert.Equal(1, host.Broker.SentTo("legal-handoffs"));

        // The legal system finds the identity missing; that is seen to, and it is handed over anew.
        await SendAsync(host, new LegalMessage(Given.Key, "m-1", Accepted: false, Missing: [MissingPaper.Identity, MissingPaper.Identity]));
        await host.RunUntilAsync(At(3, 10));
        Assert.Equal([MissingPaper.Identity], Assert.Single(await FactsAsync<HandoffAcknowledged>(host)).Missing);
        var review = Assert.Single(await counsel.WorkAsync("review"));
        await counsel.PostAsync($"{Case}/tasks/{review["id"]}/done", new { });
        await host.RunUntilAsync(At(3, 10, 13));
        Assert.Equal(2, host.Broker.SentTo("legal-handoffs"));
        Assert.Equal(ProceedingRules.Acknowledgement, (string)Assert.Single(await counsel.WorkAsync("proceedings"))["because"]!);
        await counsel.PostAsync($"{Case}/proceedings", new { step = "Suit", reference = "S-1" }, HttpStatusCode.Conflict);
        await counsel.PostAsync($"{Case}/handoff/acknowledgement", new { accepted = true, reference = "2026-17" });
        await host.RunUntilAsync(At(3, 11));

        // A suit with its costs: the claim grows by them until the bank's file has them, and the limitation period starts anew.
        await counsel.PostAsync($"{Case}/proceedings", new { step = "Judgment", reference = "S-1" }, HttpStatusCode.Conflict);
        var sued = await counsel.PostAsync($"{Case}/proceedings", new { step = "Suit", reference = "2026-S-1", amount = "120000.00 CNY", costs = "2700.00 CNY" });
        Assert.Equal("122700.00 CNY", (string)sued["claim"]!);
        Assert.Equal("2029-03-11", (string)sued["limitationEnds"]!);
        await host.RunUntilAsync(At(3, 12));
        Assert.Equal("after-Suit", (string)Assert.Single(await counsel.WorkAsync("proceedings"))["because"]!);
        Assert.Equal(new DateOnly(2026, 9, 7), BusinessTime.DayOf((await host.CaseAsync(Given.Key)).Task(TaskKind.Proceeding)!.Due));

        // The court's own steps come by message, twice; what is out of order ends in the dead letters.
        await host.RunUntilAsync(At(5, 20));
        for (var i = 0; i < 2; i++) await SendAsync(host, new LegalMessage(Given.Key, "m-2", Step: new ProceedingReport(ProceedingStep.Judgment, "2026-S-1", new DateOnly(2026, 5, 18), Given.Cny(118_000))));
        await SendAsync(host, new LegalMessage(Given.Key, "m-3", Step: new ProceedingReport(ProceedingStep.Mediation, "2026-S-1")));
        await host.RunUntilAsync(At(5, 21));
        Assert.Single(await FactsAsync<ProceedingTaken>(host), taken => taken.Step == ProceedingStep.Judgment);
        Assert.Single(host.Broker.Peek(EntityPath.DeadLetters(LegalMessages.Queue)));

        // Nobody tells of the enforcement in time: it rises to the supervisor.
        await host.RunUntilAsync(At(6, 19));
        Assert.Contains(await chief.WorkAsync("escalated"), item => (string)item["because"]! == "after-Judgment");
        await counsel.PostAsync($"{Case}/proceedings", new { step = "Enforcement", reference = "2026-E-4" });
        await counsel.PostAsync($"{Case}/proceedings", new { step = "Returned", reference = "2026-E-4" });
        await host.RunUntilAsync(At(6, 20));
        Assert.Equal(DirectionRules.Returned, (string)Assert.Single(await counsel.WorkAsync("directions"))["because"]!);
        await chief.PostAsync($"{Case}/direction", new { direction = "Visits", reason = "he has moved back" });
        await host.RunUntilAsync(At(6, 21));
        var state = await host.CaseAsync(Given.Key);
        Assert.Equal((Stage.FieldVisit, Line.Field, false), (state.Stage, state.Line, state.Visits.Approved));

        // One message a month meanwhile, and court is proposed again after ninety days at the earliest.
        var messages = (await host.FactsAsync(Given.Key)).Where(stored => stored.Fact is ContactPlanned { Template: "legal" }).Select(stored => BusinessTime.DayOf(stored.At)).ToList();
        Assert.Equal(3, messages.Count);
        Assert.All(messages.Zip(messages.Skip(1)), pair => Assert.True(pair.Second.DayNumber - pair.First.DayNumber >= 30));
        await host.RunUntilAsync(At(9, 14));
        Assert.Single(await FactsAsync<ApprovalRequested>(host));
        await host.RunUntilAsync(At(9, 18));
        Assert.Equal(2, (await FactsAsync<ApprovalRequested>(host)).Count);
    }

    [Fact]
    public async Task Whoever_asks_for_a_plan_disputes_or_promises_holds_the_papers_back_and_the_court_may_end_it()
    {
        await using var host = await StartAsync();
        var (chief, counsel) = (new Desk(host, "chen", Roles.Supervisor), new Desk(host, "zhao", Roles.Legal));
        await host.RunUntilAsync(At(3, 3));
        await ApproveAsync(host, chief, counsel, (await host.CaseAsync(Given.Key)).Approvals.Open!.Id);
        await host.RunUntilAsync(At(3, 4));
        await PostLetterAsync(counsel);

        // A plan is asked for: that interrupts the limitation period, and a person talks to him first.
        await counsel.PostAsync($"{Case}/letter-answer", new { answer = "AsksForPlan", note = "letter of 4 March" });
        Assert.Equal(InterruptionGround.PlanRequested, Assert.Single(await FactsAsync<LimitationInterrupted>(host)).Ground);
        await host.RunUntilAsync(At(3, 25));
        Assert.Empty(await FactsAsync<DossierBuilt>(host));
        Assert.Contains(await chief.WorkAsync("escalated"), item => (string)item["because"]! == LetterAnswers.PlanAsked);

        // He disputes it before the talk: all stops until that is resolved.
        var disputed = await counsel.PostAsync($"{Case}/letter-answer", new { answer = "Disputes", note = "he says that the amount is wrong", disputed = "Amount" });
        Assert.Equal(nameof(SuspensionKind.Dispute), (string)disputed["suspensions"]![0]!["ground"]!);
        var dispute = Assert.Single(await FactsAsync<DisputeRegistered>(host));
        Assert.Equal(DisputeReason.Amount, dispute.Reason);
        var talk = (await host.CaseAsync(Given.Key)).Task(TaskKind.Review)!;
        await counsel.PostAsync($"{Case}/tasks/{talk.Id}/done", new { });
        await host.RunUntilAsync(At(4, 2));
        Assert.Empty(await FactsAsync<DossierBuilt>(host));
        await chief.PostAsync($"{Case}/disputes/{dispute.Dispute}/answer", new { outcome = "Rejected", finding = "AmountIsRight", explanation = "found right" });

        // The papers are built at once now; a promise would have held them as well.
        await host.RunUntilAsync(At(4, 2, 13));
        Assert.Single(await FactsAsync<DossierBuilt>(host));
        await counsel.PostAsync($"{Case}/letter-answer", new { answer = "Refuses", note = "x" }, HttpStatusCode.Conflict);
        await counsel.PostAsync($"{Case}/handoff/acknowledgement", new { accepted = true, reference = "2026-18" });
        await counsel.PostAsync($"{Case}/proceedings", new { step = "PaymentOrder", reference = "O-1" });
        await counsel.PostAsync($"{Case}/proceedings", new { step = "Enforcement", reference = "E-1" });
        await counsel.PostAsync($"{Case}/proceedings", new { step = "Ended", reference = "E-1" });
        await host.RunUntilAsync(At(4, 3));
        var state = await host.CaseAsync(Given.Key);
        Assert.Equal((ClosingReason.JudicialEnd, new DateOnly(2026, 4, 2)), (state.Closed!.Value, state.ExitedOn!.Value));
    }

    [Fact]
    public async Task A_promise_in_answer_to_the_letter_is_waited_for()
    {
        await using var host = await StartAsync();
        var (chief, counsel) = (new Desk(host, "chen", Roles.Supervisor), new Desk(host, "zhao", Roles.Legal));
        await host.RunUntilAsync(At(3, 3));
        await ApproveAsync(host, chief, counsel, (await host.CaseAsync(Given.Key)).Approvals.Open!.Id);
        await host.RunUntilAsync(At(3, 4));
        await PostLetterAsync(counsel);
        await counsel.PostAsync($"{Case}/letter-answer", new { answer = "Pays", note = "called" }, HttpStatusCode.UnprocessableEntity);
        var promised = await counsel.PostAsync(
            $"{Case}/letter-answer", new { answer = "Pays", note = "called", promise = new { amount = "60000.00 CNY", due = "2026-03-10", method = "transfer" } });
        Assert.Equal("promise", (string)promised["waits"]!["because"]!);
        await host.RunUntilAsync(At(3, 23));
        Assert.Empty(await FactsAsync<DossierBuilt>(host));
        Assert.Equal(new DateOnly(2026, 3, 10), (await host.CaseAsync(Given.Key)).Promises.Open!.Due);
    }

    [Fact]
    public async Task An_answer_that_comes_while_storage_is_away_waits_in_the_queue_and_counts_once()
    {
        await using var host = await StartAsync("storage.busy=0.5,storage.lost=0.5,bus.lock=0.3");
        await host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
            Given.Key, "handed", "system",
            _ => [new StageEntered(Stage.LegalHandoff, "days-past-due", "approval-1"), new LetterPosted("l", "letter-1", new DateOnly(2026, 3, 1)), new DossierBuilt("b", "s", 5), new HandedOver("m", "b", "s")], default);
        await SendAsync(host, new LegalMessage(Given.Key, "m-1", Accepted: true, Reference: "2026-17"));
        host.Faults.IsOn = true;
        await host.RunUntilAsync(At(3, 2, 14));
        host.Faults.IsOn = false;
        await host.RunUntilAsync(At(3, 2, 16));
        Assert.Equal("2026-17", Assert.Single(await FactsAsync<HandoffAcknowledged>(host)).Reference);
        Assert.Empty(host.Broker.Peek(EntityPath.DeadLetters(LegalMessages.Queue)));
    }

    private static async Task ApproveAsync(LocalHost host, Desk chief, Desk counsel, string approval)
    {
        await chief.PostAsync($"{Case}/approvals/{approval}/decision", new { verdict = "Approve" });
        await counsel.PostAsync($"{Case}/approvals/{approval}/decision", new { verdict = "Approve" });
        await host.RunUntilAsync(host.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddMinutes(5));
    }

    private static async Task PostLetterAsync(Desk counsel)
    {
        var letter = await counsel.PostAsync($"{Case}/contacts", new { channel = Channel.Letter });
        await counsel.PostAsync($"{Case}/letters/{letter["contact"]}/posted", new { });
    }

    private static async Task SendAsync(LocalHost host, LegalMessage message)
    {
        await using var sender = host.Services.GetRequiredService<ServiceBusClient>().CreateSender(LegalMessages.Queue);
        await sender.SendMessageAsync(new ServiceBusMessage(BinaryData.FromObjectAsJson(message, CollectionsJson.Options)), TestContext.Current.CancellationToken);
    }

    private static async Task<List<T>> FactsAsync<T>(LocalHost host) where T : Fact => [.. (await host.FactsAsync(Given.Key)).Select(stored => stored.Fact).OfType<T>()];

    /// <summary>A case 200 days past due that was visited.</summary>
    private static async Task<LocalHost> StartAsync(string faults = "none")
    {
        var host = await TestApp.StartAsync(At(3, 2), options =>
        {
            // The life before the letter is made up: the nightly audit would say so every night.
            options.LogLevel = LogLevel.None;
            options.Settings["Faults"] = faults;
            options.Settings["Audit:Nightly"] = "false";
        });
        host.Faults.IsOn = false;
        var opened = Given.Opening(200, 60_000);
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(
            opened.Debtor, new DebtorProfile { Name = "示例", Address = "示例市样本路1号", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone("19900000001", PhoneKind.Mobile)] }, default);
        await host.Services.GetRequiredService<Functions.Cases.Store.ICaseStreams>().AppendAsync(
            opened.Key, null, "open", "system",
            [
                opened, new StageEntered(Stage.Negotiation, "days-past-due"), new StageEntered(Stage.FieldVisit, "days-past-due", "approval-0"), new LineChanged(Line.Field, "stage"),
                new VisitReported("v1", "visit-1", At(2, 20), ["sun", "qian"], VisitOutcome.Met),
            ],
            default);
        return host;
    }
}
