using System.IO.Compression;
using System.Net;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.App;

/// <summary>One account from its first reminder to the court's door, over HTTP and in virtual time.</summary>
public class WholeLifeTests
{
    private static readonly DateOnly Due = new(2026, 2, 20);

    private static DateTimeOffset At(int month, int day, int hour = 10, int minute = 30) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(hour, minute));

    [Fact]
    public async Task A_case_passes_all_four_stages()
    {
        await using var host = await TestApp.StartAsync(At(3, 2, 5));
        var collector = new Desk(host, "li", Roles.Collector);
        var chief = new Desk(host, "chen", Roles.Supervisor);
        var counsel = new Desk(host, "zhao", Roles.Legal);
        var field = new Desk(host, "sun", Roles.Field);

        // Reminder: ten days past due, so the rung of day 7 goes out.
        await Drop(3, 1);
        var import = (await chief.GetAsync("imports"))["imports"]!.AsArray().Single()!;
        Assert.Equal(1, (int)import["opened"]!);
        await host.RunUntilAsync(At(3, 3, 20));
        Assert.Single(host.SmsInbox.Messages());

        // Negotiation at day 31; a call is asked for, allowed, made and reported.
        await Drop(4, 5);
        await host.RunUntilAsync(At(4, 8));
        var call = (await collector.WorkAsync("calls-first")).Single();
        var id = (string)call["case"]!;
        Assert.Equal("Negotiation", (string)(await collector.GetAsync($"cases/{id}"))["stage"]!);
        var reserved = await collector.PostAsync($"cases/{id}/contacts", new { channel = Channel.Call });
        await collector.PostAsync($"cases/{id}/contacts/{reserved["contact"]}/result", new CallReport(CallOutcome.RightPartyRefused, 95, "没钱"));
        var again = await collector.PostAsync($"cases/{id}/contacts", new { channel = Channel.Call }, HttpStatusCode.Conflict);
        Assert.EndsWith("contact-deferred", (string)again["type"]!, StringComparison.Ordinal);

        // Field visit from day 91: proposed by the system, approved by the supervisor, made by two.
        await Drop(5, 10);
        await Drop(6, 14);
        await host.RunUntilAsync(At(6, 16));
        var visitApproval = (await chief.WorkAsync("approvals-supervisor")).Single();
        Assert.Equal(nameof(ApprovalSubject.FieldVisit), (string)visitApproval["because"]!);
        await collector.PostAsync($"cases/{id}/approvals/{visitApproval["id"]}/decision", new { verdict = "Approve" }, HttpStatusCode.Forbidden);
        await chief.PostAsync($"cases/{id}/approvals/{visitApproval["id"]}/decision", new { verdict = "Approve", comment = "可以" });
        await host.RunUntilAsync(At(6, 17));
        var visit = (await field.WorkAsync("visits")).Single();
        var second = new Desk(host, "qian", Roles.Field);
        var order = new VisitOrder(At(6, 17), ["sun", "qian"], Enum.GetValues<VisitPaper>(), Address: AddressProof.BranchRecord);
        await field.PostAsync($"cases/{visit["case"]}/contacts", new { channel = Channel.Visit }, HttpStatusCode.Conflict);
        await field.PostAsync($"cases/{id}/visits", order with { Visitors = ["sun"] }, HttpStatusCode.UnprocessableEntity);
        await field.PostAsync($"cases/{id}/visits", order);
        var going = await field.PostAsync($"cases/{id}/contacts", new { channel = Channel.Visit });
        var there = $"cases/{id}/visits/{going["contact"]}";
        await field.PostAsync($"{there}/check-in", new { });
        await field.PostAsync($"{there}/report", new VisitReport(VisitOutcome.Met, "在家"), HttpStatusCode.Conflict);
        await second.PostAsync($"{there}/check-in", new { });
        await field.PostAsync($"{there}/report", new VisitReport(VisitOutcome.Met, "在家"));
        foreach (var visitor in (Desk[])[field, second]) await visitor.PostAsync($"{there}/check-out", new { });

        // Legal handoff beyond day 180: two approvers, the letter, its fifteen days, the dossier, the message.
        await Drop(7, 19);
        await Drop(8, 23);
        await host.RunUntilAsync(At(8, 25));
        var handoff = (await chief.WorkAsync("approvals-supervisor")).Single();
        Assert.Equal(nameof(ApprovalSubject.LegalHandoff), (string)handoff["because"]!);
        await chief.PostAsync($"cases/{id}/approvals/{handoff["id"]}/decision", new { verdict = "Approve" });
        await chief.PostAsync($"cases/{id}/approvals/{handoff["id"]}/decision", new { verdict = "Approve", role = Roles.Legal }, HttpStatusCode.Forbidden);
        await counsel.PostAsync($"cases/{id}/handoff/acknowledgement", new { accepted = true }, HttpStatusCode.Conflict);
        await counsel.PostAsync($"cases/{id}/approvals/{handoff["id"]}/decision", new { verdict = "Approve" });
        await host.RunUntilAsync(At(8, 26));
        Assert.Single(await counsel.WorkAsync("letters"));
        var letter = await counsel.PostAsync($"cases/{id}/contacts", new { channel = Channel.Letter });
        await counsel.PostAsync($"cases/{id}/letters/{letter["contact"]}/posted", new { });
        await host.RunUntilAsync(At(9, 12));
        Assert.Equal(1, host.Broker.SentTo("legal-handoffs"));
        await counsel.PostAsync($"cases/{id}/handoff/acknowledgement", new { accepted = true, reference = "2026-0001" });

        var key = new CaseKey(id);
        var facts = await host.FactsAsync(key);
        Assert.Equal(
            [Stage.Negotiation, Stage.FieldVisit, Stage.LegalHandoff],
            facts.Select(stored => stored.Fact).OfType<StageEntered>().Select(entered => entered.Stage));
        Assert.Equal(Math.Min(200, facts.Count), (await counsel.GetAsync($"cases/{id}/timeline?take=200"))["entries"]!.AsArray().Count);
        await DossierHolds(key, facts);

        async Task Drop(int month, int day)
        {
            var date = new DateOnly(2026, month, day);
            await host.RunUntilAsync(BusinessTime.At(date.AddDays(1), new TimeOnly(6, 0)));
            await new BankFile(date).With("6200000000000001", Due, 20_000m).DropAsync(host);
            await host.RunUntilAsync(BusinessTime.At(date.AddDays(1), new TimeOnly(6, 30)));
        }

        async Task DossierHolds(CaseKey @case, IReadOnlyList<StoredFact> stream)
        {
            var built = stream.Select(stored => stored.Fact).OfType<Functions.Legal.DossierBuilt>().Single();
            var blob = await host.Storage.Blobs.GetBlobContainerClient("dossiers").GetBlobClient(built.Blob).DownloadContentAsync();
            using var zip = new ZipArchive(blob.Value.Content.ToStream());
            Assert.Superset(new HashSet<string> { "case.json", "statement.csv", "contacts.csv" }, zip.Entries.Select(entry => entry.FullName).ToHashSet());
            Assert.Equal(Stage.LegalHandoff, (await host.CaseAsync(@case)).Stage);
        }
    }
}
