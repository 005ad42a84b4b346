using Collections.Functions.Cases;
using Collections.Functions.Complaints;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Tests.App;
using Collections.Functions.Tests.SpecialPaths;

namespace Collections.Functions.Tests.Complaints;

/// <summary>From the complaint to its file, each step by its day and by somebody who may. (R6.5)</summary>
public class ComplaintTests
{
    [Fact]
    public async Task A_complaint_about_conduct_pauses_calls_on_all_accounts_until_it_is_answered()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50, accounts: 2);
        var compliance = new Desk(app.Host, "wei", Roles.Compliance);
        await app.RunAsync(3, 3);
        Assert.NotNull(await app.TaskAsync(TaskKind.Call));
        await app.PostAsync(app.Collector, "complaints", new { way = "Phone", scope = "Conduct", words = "he shouted at me", about = "li li" }, 422);
        await app.PostAsync(app.Senior, "complaints", new { way = "Phone", scope = "Conduct", words = "he shouted at me", about = "li" });
        var id = (await app.FactsAsync<ComplaintReceived>()).Single().Complaint;

        // No call task is left, nobody is granted a call, messages go on, on both accounts.
        Assert.Null(await app.TaskAsync(TaskKind.Call));
        Assert.Null(await app.TaskAsync(TaskKind.Call, PathApp.Other));
        Assert.Equal("contact-deferred", (string?)(await app.PostAsync(app.Senior, "contacts", new { channel = "Call" }, 409))["code"]);
        Assert.Equal("contact-deferred", (string?)(await app.PostAsync(app.Senior, "contacts", new { channel = "Call" }, 409, PathApp.Other))["code"]);
        Assert.Equal("complained-of", (string?)(await app.PostAsync(app.Collector, "contacts", new { channel = "Call" }, 403))["code"]);
        var sent = (await app.SentAsync()).Count;
        await app.RunAsync(3, 10);
        Assert.True((await app.SentAsync()).Count > sent);
        Assert.Null(await app.TaskAsync(TaskKind.Call, PathApp.Other));

        // Not registered within two working days: it has risen.
        Assert.Contains(await app.Chief.WorkAsync("escalated"), item => (string?)item["kind"] == "Complaint");
        Assert.Equal("complaint-registered", (string?)Assert.Single(await compliance.WorkAsync("complaints"))["because"]);
        var registration = new { scope = "Conduct", cause = "Rudeness", investigator = "ma" };
        await app.PostAsync(compliance, $"complaints/{id}/registration", new { scope = "Conduct", cause = "Rudeness", investigator = "li" }, 422);
        await app.PostAsync(compliance, $"complaints/{id}/registration", registration);
        Assert.Equal("complaint-step", (string?)(await app.PostAsync(compliance, $"complaints/{id}/registration", registration, 409))["code"]);
        Assert.Equal(PathApp.At(3, 18, 18, 0), (await app.FactsAsync<ComplaintRegistered>()).Single().AnswerBy);

        // The recording has to be found: it is not so simple.
        await app.PostAsync(compliance, $"complaints/{id}/extension", new { to = "Special", reason = "x" }, 403);
        await app.PostAsync(compliance, $"complaints/{id}/extension", new { to = "Complex", reason = "the recording has to be found" });
        Assert.Equal(PathApp.At(4, 2, 18, 0), (await app.CaseAsync()).Complaints.All.Single().AnswerBy);
        await app.PostAsync(app.Chief, $"complaints/{id}/findings", new { words = "x" }, 403);
        await app.PostAsync(app.Senior, $"complaints/{id}/findings", new { words = "the recording has it" });
        await app.PostAsync(app.Chief, $"complaints/{id}/decision", new { outcome = "Upheld", words = "he did" }, 422);
        await app.PostAsync(app.Chief, $"complaints/{id}/decision", new { outcome = "Upheld", words = "he did", consequences = new[] { "Apology", "Training" } });
        await app.PostAsync(app.Chief, $"suspensions/{id}-conduct/lift", new { reason = "long enough" }, 422);
        await app.PostAsync(compliance, $"complaints/{id}/answer", new { way = "Letter", words = "we are sorry" });
        await app.RunAsync(3, 12);
        Assert.NotNull(await app.TaskAsync(TaskKind.Call));
        Assert.NotNull(await app.TaskAsync(TaskKind.Call, PathApp.Other));
        await app.PostAsync(compliance, $"complaints/{id}/archive", new { reference = "C-2026/18" });
        Assert.Empty(await compliance.WorkAsync("complaints"));

        var listed = Assert.Single((await compliance.GetAsync("complaints"))["items"]!.AsArray())!["complaint"]!;
        Assert.Equal(("Archived", "Upheld", "Complex"), ((string)listed["step"]!, (string)listed["outcome"]!, (string)listed["kind"]!));
        Assert.Empty((await compliance.GetAsync("complaints?open=true"))["items"]!.AsArray());
        var counts = await compliance.GetAsync("complaints/statistics?from=2026-03-01&to=2026-04-30");
        Assert.Equal((1, 1, 0, 1), ((int)counts["all"]!, (int)counts["inTime"]!, (int)counts["late"]!, (int)counts["byPerson"]!["li"]!["upheld"]!));
        Assert.Equal(1, (int)counts["byConsequence"]!["Training"]!);
        Assert.Equal(0, (int)(await compliance.GetAsync("complaints/statistics?to=2026-03-31"))["all"]!);
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task What_turns_out_to_be_about_the_amount_stops_that_debt_and_frees_the_calls_on_the_other()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50, accounts: 2);
        var compliance = new Desk(app.Host, "wei", Roles.Compliance);
        await app.PostAsync(app.Collector, "complaints", new { way = "Hotline", scope = "Conduct", words = "they ask for too much" });
        var id = (await app.FactsAsync<ComplaintReceived>()).Single().Complaint;
        await app.PostAsync(compliance, $"complaints/{id}/registration", new { scope = "Amount", cause = "WrongAmount", investigator = "ma" });
        Assert.Equal(nameof(SuspensionKind.Complaint), Assert.Single((await app.CaseAsync()).Suspensions.Open).Ground);
        Assert.Empty((await app.CaseAsync(PathApp.Other)).Suspensions.Open);
        Assert.Equal("path-open", (string?)(await app.PostAsync(app.Chief, $"suspensions/{id}-amount/lift", new { reason = "long enough" }, 409))["code"]);
        await app.RunAsync(3, 6);
        Assert.Empty(await app.SentAsync());
        Assert.NotEmpty(await app.SentAsync(PathApp.Other));
        Assert.NotNull(await app.TaskAsync(TaskKind.Call, PathApp.Other));
        Assert.Equal("suspended", (string?)(await app.PostAsync(app.Senior, "contacts", new { channel = "Call" }, 409))["because"]);
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task A_complaint_outlives_its_case_and_one_about_service_stops_nothing()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50);
        var compliance = new Desk(app.Host, "wei", Roles.Compliance);
        await app.PostAsync(app.Collector, "complaints", new { way = "Branch", scope = "Service", words = "nobody picks up" });
        var id = (await app.FactsAsync<ComplaintReceived>()).Single().Complaint;
        await app.RunAsync(3, 3);
        Assert.NotEmpty(await app.SentAsync());
        await app.PayAsync("p-1", 6_000, new DateOnly(2026, 3, 3));
        await app.RunAsync(3, 4);
        Assert.False((await app.CaseAsync()).IsOpen);
        await app.PostAsync(compliance, $"complaints/{id}/registration", new { scope = "Service", cause = "Slowness", investigator = "ma" });
        await app.RunAsync(3, 17);
        Assert.Contains(await app.Chief.WorkAsync("escalated"), item => (string?)item["because"] == "complaint-investigated");
        await app.PostAsync(app.Senior, $"complaints/{id}/findings", new { words = "understaffed" });
        await app.PostAsync(app.Chief, $"complaints/{id}/decision", new { outcome = "Rejected", words = "within the promised time" });
        await app.RunAsync(3, 20);
        await app.PostAsync(app.Chief, $"complaints/{id}/answer", new { way = "Phone", words = "explained" });
        var counts = await compliance.GetAsync("complaints/statistics");
        Assert.Equal((1, 0, 1), ((int)counts["answered"]!, (int)counts["inTime"]!, (int)counts["late"]!));
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task Who_is_complained_of_decides_nothing()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50);
        var order = new { way = "Letter", scope = "Service", words = "the letter came late", about = "chen" };
        await app.PostAsync(app.Collector, "complaints", order);
        var id = Assert.Single(await app.FactsAsync<ComplaintReceived>()).Complaint;
        Assert.Equal("complained-of", (string?)(await app.PostAsync(app.Chief, $"complaints/{id}/registration", new { scope = "Service", cause = "Other", investigator = "ma" }, 403))["code"]);
        await app.PostAsync(app.Lawyer, $"complaints/{id}/registration", new { scope = "Service", cause = "Other", investigator = "ma" }, 403);
        await app.PostAsync(app.Collector, "complaints", new { way = "Letter", scope = "Service", words = "x", on = "2026-03-09" }, 422);
        await app.PostAsync(app.Collector, "complaints", new { way = "Letter", scope = "Service", words = " " }, 422);
    }
}
