using Collections.Functions.Cases;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.SpecialPaths;

/// <summary>Disputes, "I have paid", and notices of courts. (R3.6)</summary>
public class DisputeTests
{
    [Fact]
    public async Task A_rejected_dispute_is_answered_and_the_case_goes_on_where_it_stood()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50, accounts: 2);
        await app.RunAsync(3, 3);
        await app.PostAsync(app.Collector, "disputes", new { reason = "Amount", evidence = "says that January was paid" });
        var dispute = (await app.FactsAsync<DisputeRegistered>()).Single();
        await app.PostAsync(app.Collector, "disputes", new { reason = "Fees", evidence = "and the fees" }, 409);
        Assert.Equal("path-open", (string?)(await app.PostAsync(app.Chief, $"suspensions/{dispute.Dispute}/lift", new { reason = "long enough" }, 409))["code"]);
        var (sent, other) = ((await app.SentAsync()).Count, (await app.SentAsync(PathApp.Other)).Count);

        // Fifteen working days to answer; then it rises. This debt rests meanwhile, the other does not.
        await app.RunAsync(3, 24, 17);
        Assert.Equal((PathApp.At(3, 24, 18, 0), "Amount"), ((await app.TaskAsync(TaskKind.DisputeAnswer))!.Due, (await app.TaskAsync(TaskKind.DisputeAnswer))!.Because));
        Assert.Equal("suspended", (string?)(await app.PostAsync(app.Collector, "contacts", new { channel = "Call" }, 409))["because"]);
        await app.RunAsync(3, 25);
        Assert.Contains(await app.Chief.WorkAsync("escalated"), item => (string?)item["kind"] == "DisputeAnswer");
        Assert.Equal(sent, (await app.SentAsync()).Count);
        Assert.True((await app.SentAsync(PathApp.Other)).Count > other);

        await app.PostAsync(app.Senior, $"disputes/{dispute.Dispute}/answer", new { outcome = "Rejected", finding = "BeingCorrected", explanation = "x" }, 422);
        await app.PostAsync(app.Senior, $"disputes/{dispute.Dispute}/answer", new { outcome = "Rejected", finding = "AmountIsRight", explanation = "the January payment was for December" });
        await app.RunAsync(3, 27);
        Assert.Equal("dispute-answered", (await app.SentAsync())[sent]);
        Assert.Contains("账面金额无误", app.Host.SmsInbox.Messages().Single(message => message.Text.Contains("异议", StringComparison.Ordinal) && message.Text.Contains("核实：", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.Null(await app.TaskAsync(TaskKind.DisputeAnswer));

        // Day 61 would be 13 March; the 22 days under the dispute do not count.
        Assert.Equal(Line.First, (await app.CaseAsync()).Line);
        await app.RunAsync(4, 6);
        Assert.Equal(Line.Second, (await app.CaseAsync()).Line);
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task What_is_rightly_disputed_rests_until_the_bank_has_had_the_time_to_correct_it()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50);
        await app.PostAsync(app.Collector, "disputes", new { reason = "Fees", evidence = "never agreed" });
        var dispute = (await app.FactsAsync<DisputeRegistered>()).Single().Dispute;
        await app.RunAsync(3, 4);
        var sent = (await app.SentAsync()).Count;
        await app.PostAsync(app.Senior, $"disputes/{dispute}/answer", new { outcome = "Partly", finding = "BeingCorrected", explanation = "one fee is wrong" });
        await app.RunAsync(3, 17);
        Assert.Equal(["dispute-answered"], (await app.SentAsync()).Skip(sent));
        Assert.Equal((DisputeRules.Correction, PathApp.At(3, 18, 18, 0)), ((await app.TaskAsync(TaskKind.Review))!.Because, Assert.Single((await app.CaseAsync()).Suspensions.Open).Until!.Value));
        await app.RunAsync(3, 24);
        Assert.True((await app.SentAsync()).Count > sent + 1);
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task What_is_disputed_on_a_call_is_registered_with_its_words()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50);
        await app.RunAsync(3, 3);
        var call = $"contacts/{(await app.PostAsync(app.Collector, "contacts", new { channel = "Call" }))["contact"]}/result";
        await app.PostAsync(app.Collector, call, new { outcome = "RightPartyRefused", durationSeconds = 30, disputed = "Fees" }, 422);
        await app.PostAsync(app.Collector, call, new { outcome = "RightPartyDispute", durationSeconds = 30 }, 422);
        await app.PostAsync(app.Collector, call, new { outcome = "RightPartyDispute", durationSeconds = 30, note = "never agreed to the fee", disputed = "Fees" });
        Assert.Equal(DisputeReason.Fees, Assert.Single(await app.FactsAsync<DisputeRegistered>()).Reason);
        Assert.Equal("suspended", (string?)(await app.PostAsync(app.Collector, "contacts", new { channel = "Call" }, 409))["because"]);
        await app.RunAsync(3, 4);
        Assert.NotNull(await app.TaskAsync(TaskKind.DisputeAnswer));
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task Who_says_that_he_has_paid_is_left_in_peace_until_the_payments_are_in_twice()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50);
        await app.PostAsync(app.Collector, "paid-claims", new { paidOn = "2026-03-05" }, 422);
        await app.PostAsync(app.Collector, "paid-claims", new { paidOn = "2026-03-02" });
        Assert.Equal(new DateOnly(2026, 3, 3), (await app.FactsAsync<PaidClaimed>()).Single().JudgeAfter);
        await app.RunAsync(3, 3, 15);
        Assert.Equal("paid-claim", (string?)(await app.PostAsync(app.Collector, "contacts", new { channel = "Call" }, 409))["because"]);
        Assert.Empty(await app.SentAsync());

        // The files of the 3rd are in on the 4th, without a payment: somebody calls, once.
        await app.RunAsync(3, 4);
        Assert.False((await app.FactsAsync<PaidClaimJudged>()).Single().Found);
        var call = Assert.Single(await app.FactsAsync<TaskOpened>(), task => task.Task == TaskKind.Call && task.Because.StartsWith("not-found", StringComparison.Ordinal));
        Assert.Equal(PathApp.At(3, 5, 18, 0), call.Due);

        // The second time he has; the third time counts only with proof.
        await app.PostAsync(app.Collector, "paid-claims", new { paidOn = "2026-03-04" });
        await app.PayAsync("p1", 500, new DateOnly(2026, 3, 4));
        await app.RunAsync(3, 6);
        Assert.True((await app.FactsAsync<PaidClaimJudged>())[^1].Found);
        await app.PostAsync(app.Collector, "paid-claims", new { paidOn = "2026-03-06" }, 409);
        await app.PostAsync(app.Collector, "paid-claims", new { paidOn = "2026-03-06", proof = "slip 77 seen in the chat" });
        await app.RunAsync(3, 31);
        Assert.Equal(3, (await app.FactsAsync<PaidClaimJudged>()).Count);
        await app.PostAsync(app.Collector, "paid-claims", new { paidOn = "2026-03-31" }, 409);
        await app.RunAsync(4, 8);
        await app.PostAsync(app.Collector, "paid-claims", new { paidOn = "2026-04-07" });
        Assert.Empty(await app.AuditAsync());
    }

    [Theory]
    [InlineData("已还款", true)]
    [InlineData("I've paid!", true)]
    [InlineData("I have paid 500, the rest on Friday", false)]
    public async Task A_reply_that_says_nothing_else_counts_as_such_and_others_are_read(string words, bool counts)
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50);
        await app.RunAsync(3, 3);
        await app.Host.SmsInbox.ReplyAsync(app.Host.SmsInbox.Messages()[0].Id, words);
        await app.RunAsync(3, 3, 14);
        Assert.Equal(counts ? 1 : 0, (await app.FactsAsync<PaidClaimed>()).Count);
        Assert.Equal(counts, await app.TaskAsync(TaskKind.Reply) is null);
    }

    [Fact]
    public void The_auditor_finds_what_was_asked_for_during_a_dispute_or_while_a_payment_was_looked_for()
    {
        var at = Given.Start.AddHours(6);
        var disputed = new SelfAudit.Audited();
        disputed.Then(Given.Start, [.. PathCommands.Dispute(Given.Rules.View(Given.Case(disputed.Opened), Given.Start), "s1", DisputeReason.Fees, "n")]).Message(at, "m1");
        Assert.Contains(disputed.Judge(), violation => violation.Why.Contains("Dispute", StringComparison.Ordinal));
        var claimed = new SelfAudit.Audited();
        claimed.Then(Given.Start, [.. PathCommands.Claim(Given.Rules.View(Given.Case(claimed.Opened), Given.Start), new DateOnly(2026, 3, 2), false, "n")]).Message(at, "m1");
        Assert.Contains(claimed.Judge(), violation => violation.Rule == "contact-after-stop");
    }

    [Fact]
    public async Task Bankruptcy_hands_all_accounts_to_legal_which_files_the_claim()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 44, accounts: 2);
        await app.RunAsync(3, 3);
        await app.PostAsync(app.Collector, "court-notices", new { proceedings = "Bankruptcy", evidence = "x" }, 403);
        await app.PostAsync(app.Lawyer, "court-notices", new { proceedings = "Bankruptcy", evidence = "order of the Pudong court", fileBy = "2026-03-20" });
        var sent = (await app.SentAsync()).Count;
        await app.RunAsync(3, 10);
        foreach (var key in (CaseKey[])[Given.Key, PathApp.Other])
        {
            var state = await app.CaseAsync(key);
            Assert.Equal((Line.Legal, "Insolvency"), (state.Line, Assert.Single(state.Suspensions.Open).Ground));
            Assert.Equal((TaskKind.ClaimFiling, PathApp.At(3, 20, 18, 0)), (Assert.Single(state.Tasks).Kind, state.Tasks[0].Due));
        }

        await app.PostAsync(app.Lawyer, $"tasks/{(await app.TaskAsync(TaskKind.ClaimFiling))!.Id}/done", new { });
        await app.RunAsync(3, 21);
        Assert.Equal(PathApp.Other.Value, (string?)Assert.Single(await app.Chief.WorkAsync("escalated"))["case"]);
        Assert.Equal(sent, (await app.SentAsync()).Count);

        // Dismissed: both go on where they stood.
        var id = (await app.FactsAsync<ProceedingsNoted>()).Single().Suspension;
        await app.PostAsync(app.Lawyer, $"court-notices/{id}/end", new { outcome = "Dismissed", reason = "no ground" });
        await app.RunAsync(3, 30);
        foreach (var key in (CaseKey[])[Given.Key, PathApp.Other])
        {
            Assert.Equal(Line.First, (await app.CaseAsync(key)).Line);
            Assert.Empty((await app.CaseAsync(key)).Suspensions.Open);
        }

        Assert.True((await app.SentAsync()).Count > sent);
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task A_debt_that_a_court_has_discharged_is_never_collected_again()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50);
        await app.PostAsync(app.Lawyer, "court-notices", new { proceedings = "Court", evidence = "summons" });
        await app.RunAsync(3, 3);
        Assert.Equal(PathApp.At(3, 16, 18, 0), (await app.TaskAsync(TaskKind.ClaimFiling))!.Due);
        var id = (await app.FactsAsync<ProceedingsNoted>()).Single().Suspension;
        await app.PostAsync(app.Lawyer, $"court-notices/{id}/end", new { outcome = "Discharged", reason = "judgment of 3 March" });
        await app.RunAsync(3, 4);
        Assert.Equal("Discharged", (await app.TaskAsync(TaskKind.Assessment))!.Because);
        await app.PostAsync(app.Lawyer, $"tasks/{(await app.TaskAsync(TaskKind.Assessment))!.Id}/done", new { });
        await app.RunAsync(4, 3);
        Assert.Empty(await app.SentAsync());
        Assert.Empty((await app.CaseAsync()).Tasks);
        Assert.Equal(SuspensionProgress.Because, Given.Rules.Decide(await app.CaseAsync(), PathApp.At(4, 3)) is Wait wait ? wait.Because : "");
        Assert.Empty(await app.AuditAsync());
    }
}
