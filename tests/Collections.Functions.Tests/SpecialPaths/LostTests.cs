using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.SpecialPaths;

/// <summary>A debtor whom no contact point reaches. (R3.6, R5.5)</summary>
public class LostTests
{
    private static readonly DebtorProfile OnlyAPhone = new() { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone("19900000001", PhoneKind.Mobile)] };

    [Fact]
    public async Task Whose_only_number_is_wrong_is_lost_searched_for_and_found()
    {
        await using var app = await PathApp.StartAsync(profile: OnlyAPhone);
        var friend = (string)(await app.PostAsync(
            app.Collector, "parties", new { role = "ThirdParty", relation = "EmergencyContact", name = "李大山", source = "LeftByDebtor", consented = true, phones = new[] { new { number = "13900002222", kind = "Mobile" } } }))["id"]!;
        await app.RunAsync(3, 3, 15);
        await app.CallAsync(app.Collector, CallOutcome.WrongNumber);
        await app.RunAsync(3, 4);
        var lost = Assert.Single(await app.FactsAsync<DebtorLost>());
        Assert.Equal(("no-contact-point", true), (lost.Because, lost.Askable));
        Assert.Equal(["ContactQuestion", "Search"], (await app.CaseAsync()).Tasks.Select(task => task.Kind.ToString()).Order());
        var sent = (await app.SentAsync()).Count;

        // The one question, by script, and not a second one.
        var granted = await app.PostAsync(app.Collector, "contacts", new { channel = "Call", person = friend, purpose = "Service" });
        Assert.NotNull(granted["script"]);
        await app.PostAsync(app.Collector, $"contacts/{granted["contact"]}/result", new { outcome = "PassedOn", durationSeconds = 30 });
        await app.RunAsync(3, 5);
        Assert.Null(await app.TaskAsync(TaskKind.ContactQuestion));
        await app.PostAsync(app.Collector, "contacts", new { channel = "Call", person = friend, purpose = "Service" }, 409);

        // Searches: what is forbidden is refused, whoever asks.
        var none = new { source = "SocialMedia", purpose = "to reach him", authority = "none" };
        Assert.Equal("contact-friends", (string?)(await app.PostAsync(app.Senior, "searches", none, 422))["practice"]);
        Assert.Equal("query-without-purpose", (string?)(await app.PostAsync(app.Senior, "searches", new { source = "CreditReport", purpose = "to reach him", authority = "" }, 422))["practice"]);
        await app.PostAsync(app.Senior, "searches", new { source = "BankRecords", purpose = "to reach him", authority = "contract, clause 9" });
        await app.RunAsync(3, 20);
        Assert.Null(await app.TaskAsync(TaskKind.Search));
        Assert.Equal(sent, (await app.SentAsync()).Count);
        Assert.Equal("lost", (string?)(await app.Collector.GetAsync($"cases/{Given.Key.Value}"))["waits"]!["because"]);

        // Found: the case goes on with the new number, which the bank's next file does not take away.
        await app.PostAsync(app.Lawyer, "searches", new { source = "CourtAnnouncements", purpose = "to reach him", authority = "public", phone = new { number = "19900000009", kind = "Mobile" } });
        await app.Host.Services.GetRequiredService<DebtorProfiles>().TakeInAsync(Given.Opening().Debtor, OnlyAPhone, default);
        Assert.Equal("search", Assert.Single(await app.FactsAsync<DebtorFound>()).Because);
        await app.RunAsync(3, 27);
        Assert.True((await app.SentAsync()).Count > sent);
        Assert.EndsWith("19900000009", app.Host.SmsInbox.Messages()[0].To, StringComparison.Ordinal);
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task Whom_a_person_calls_lost_is_searched_for_until_he_is_found()
    {
        await using var app = await PathApp.StartAsync();
        await app.PostAsync(app.Collector, "lost", new { reason = "three letters came back" });
        await app.PostAsync(app.Collector, "lost", new { reason = "again" }, 409);
        await app.RunAsync(3, 17);
        Assert.Equal(["Search"], (await app.CaseAsync()).Tasks.Select(task => task.Kind.ToString()));
        Assert.Contains(await app.Chief.WorkAsync("escalated"), item => (string?)item["kind"] == "Search");
        Assert.Equal(new DateOnly(2026, 3, 2), (await app.CaseAsync()).Paths.Lost!.Since);
        Assert.Empty(await app.SentAsync());
        await app.PostAsync(app.Collector, "lost/found", new { reason = "he came to the branch" });
        await app.RunAsync(3, 25);
        Assert.NotEmpty(await app.SentAsync());
        Assert.Equal(Line.First, (await app.CaseAsync()).Line);
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public void Who_stays_lost_for_ninety_days_is_for_legal_to_assess_once()
    {
        var state = Given.Case(Given.Opening(40)).After(new DebtorLost("said", Askable: false, "n"), PathApp.At(3, 2));
        (state, _, _) = state.Settle(PathApp.At(3, 3));
        Assert.Equal(PathApp.At(5, 31, 8, 0), (state.Settle(PathApp.At(5, 30)).Step as Wait)!.Until);
        (state, var step, var recorded) = state.Settle(PathApp.At(5, 31));
        var task = recorded.OfType<TaskOpened>().Single();
        Assert.Equal((TaskKind.Assessment, Line.Legal, "lost", PathApp.At(6, 12, 18, 0)), (task.Task, task.Queue, task.Because, task.Due));
        Assert.Equal("lost", (step as Wait)!.Because);
        state = state.After(new TaskClosed(task.Id, "done"), PathApp.At(6, 2));
        Assert.DoesNotContain(state.Settle(PathApp.At(9, 1)).Recorded.OfType<TaskOpened>(), opened => opened.Task == TaskKind.Assessment);
    }

    [Fact]
    public async Task Who_has_a_good_address_is_not_lost_and_nobody_asks_without_consent()
    {
        await using var app = await PathApp.StartAsync();
        await app.RunAsync(3, 3, 15);
        await app.CallAsync(app.Collector, CallOutcome.WrongNumber);
        await app.RunAsync(3, 4);
        Assert.Empty(await app.FactsAsync<DebtorLost>());
        Assert.True(Assert.Single(await app.FactsAsync<ReachChecked>()).Reachable);
    }
}
