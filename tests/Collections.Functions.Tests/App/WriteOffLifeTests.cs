using System.Net;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Ingestion;
using Collections.Functions.Workbench;

namespace Collections.Functions.Tests.App;

/// <summary>A claim is written off by two people, and lives on: over HTTP, with the bank's files, in virtual time. (R3.9)</summary>
public class WriteOffLifeTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Fact]
    public async Task A_small_claim_is_written_off_by_two_people_and_what_comes_in_later_is_a_recovery()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1, 2_000m, 320));
        var address = $"cases/{intake.Keys.Case("DEMO", ExportText.Number(1), 1)}";
        var (chief, counsel, compliance) = (new Desk(intake.Host, "chen", Roles.Supervisor, Roles.Compliance), new Desk(intake.Host, "zhao", Roles.Legal, Roles.Compliance), new Desk(intake.Host, "lin", Roles.Compliance));

        // What is missing is named, filed, and the rest asked for.
        var refused = await counsel.PostAsync($"{address}/write-off", new { ground = "SmallAmount" }, HttpStatusCode.Conflict);
        Assert.Equal(["DebtStatement", "CollectionRecord"], refused["missing"]!.AsArray().Select(kind => (string)kind!));
        Assert.Equal(["days-past-due", "not-returned"], (await counsel.PostAsync($"{address}/write-off", new { ground = "CourtReturned" }, HttpStatusCode.Conflict))["unmet"]!.AsArray().Select(code => (string)code!));
        await counsel.PostAsync($"{address}/write-off/evidence", new { kind = "DebtStatement", reference = "not a reference" }, HttpStatusCode.UnprocessableEntity);
        await counsel.PostAsync($"{address}/write-off/evidence", new { kind = "DebtStatement", reference = "A-17" });
        var card = await counsel.PostAsync($"{address}/write-off/evidence", new { kind = "CollectionRecord", reference = "A-18" });
        Assert.True((bool)card["grounds"]!.AsArray().Single(ground => (string)ground!["ground"]! == "SmallAmount")!["isMet"]!);
        var asked = (await counsel.PostAsync($"{address}/write-off", new { ground = "SmallAmount" }))["approval"]!;
        Assert.Equal(("SmallAmount", "2000.00 CNY"), ((string)asked["because"]!, (string)asked["amount"]!));

        // Neither the proposer nor one person twice.
        var decision = $"{address}/approvals/{asked["id"]}/decision";
        await counsel.PostAsync(decision, new { verdict = "Approve" }, HttpStatusCode.Forbidden);
        await chief.PostAsync(decision, new { verdict = "Approve", role = Roles.Supervisor });
        await chief.PostAsync(decision, new { verdict = "Approve", role = Roles.Compliance }, HttpStatusCode.Conflict);
        Assert.Single(await compliance.WorkAsync(WorkQueues.Approvals(Roles.Compliance)));
        await compliance.PostAsync(decision, new { verdict = "Approve" });
        await intake.RunAsync();
        var state = (await intake.CaseAsync(1))!;
        Assert.Equal((ClosingReason.WrittenOff, WriteOffGround.SmallAmount, 2_000m), (state.Closed!.Value, state.WriteOff.Booked!.Ground, state.WriteOff.Booked.Amount.Amount));

        // The bank books it some days later: until then its files have the account, and then its exits; neither changes anything.
        var listed = await intake.ImportAsync(new ExportText(Day.AddDays(3)).Account(1, 2_010m, 323));
        Assert.Equal((0L, 0L), (listed.Opened, listed.Updated));
        var exit = await intake.ImportAsync(new ExportText(Day.AddDays(4), ExportKind.Exits).Row(0m, ExportText.Number(1), "written_off", ExportText.Iso(Day.AddDays(4))));
        Assert.Equal((0L, 1L), (exit.Updated, exit.Unchanged));
        Assert.Single((await intake.FactsAsync(1)).OfType<CaseClosed>());
        Assert.Null(await intake.CaseAsync(1, spell: 2));

        // What is paid later stands on the claim, and the case stays closed.
        await intake.ImportAsync(new ExportText(Day.AddDays(10), ExportKind.Payments).Payment(1, "P1", 500m).Payment(1, "P2", 70m));
        await intake.ImportAsync(new ExportText(Day.AddDays(12), ExportKind.Payments).Payment(1, "P1", 500m).Payment(1, "P3", -70m, reverses: "P2"));
        var late = await counsel.GetAsync($"{address}/write-off");
        Assert.Equal(("500.00 CNY", "1500.00 CNY"), ((string)late["recovered"]!, (string)late["owed"]!));
        Assert.Equal([500m, 70m], (await intake.FactsAsync(1)).OfType<RecoveryRecorded>().Select(recovery => recovery.Amount.Amount));
        Assert.Single((await intake.FactsAsync(1)).OfType<RecoveryReversed>());
        Assert.Equal(ClosingReason.WrittenOff, (await intake.CaseAsync(1))!.Closed);
    }

    [Fact]
    public async Task What_changes_after_it_was_asked_for_makes_the_approval_void()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1, 2_000m, 320));
        var address = $"cases/{intake.Keys.Case("DEMO", ExportText.Number(1), 1)}";
        var (chief, counsel) = (new Desk(intake.Host, "chen", Roles.Supervisor), new Desk(intake.Host, "zhao", Roles.Legal));
        foreach (var kind in (string[])["DebtStatement", "CollectionRecord"]) await counsel.PostAsync($"{address}/write-off/evidence", new { kind, reference = "A-1" });
        var asked = (await counsel.PostAsync($"{address}/write-off", new { ground = "SmallAmount" }))["approval"]!;
        await intake.ImportAsync(new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(1, "P1", 500m));
        await chief.PostAsync($"{address}/approvals/{asked["id"]}/decision", new { verdict = "Approve" }, HttpStatusCode.Conflict);
        Assert.Equal(ApprovalLapsed.FactsChanged, Assert.Single((await intake.FactsAsync(1)).OfType<ApprovalLapsed>()).Because);
        Assert.True((await intake.CaseAsync(1))!.IsOpen);
    }
}
