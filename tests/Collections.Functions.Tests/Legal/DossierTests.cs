using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Legal;

public class DossierTests
{
    private static readonly Fact[] Life =
    [
        new StageEntered(Stage.LegalHandoff, "test", "approval-1"),
        new ContactForbidden("c-1", "opt-out"),
        new CallRecorded("c-2", null, Given.Start, CallOutcome.NoAnswer, 12),
        new PaymentReceived("p-1", Given.Cny(12.3m), new DateOnly(2026, 3, 2), "=cmd()", "bus"),
        new LetterPosted("c-3", "letter-1", new DateOnly(2026, 3, 1)),
    ];

    [Fact]
    public async Task The_same_stream_gives_the_same_bytes()
    {
        var rows = await RowsAsync();
        var (first, second) = (Dossier.Build(rows), Dossier.Build(rows));
        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(first.Bytes)), first.Sha256);
        Assert.Equal($"{Given.Key.Value}/6-{first.Sha256[..12]}.zip", first.Name);
        Assert.NotEqual(first.Sha256, Dossier.Build([.. rows.Take(5)]).Sha256);
    }

    [Fact]
    public async Task The_manifest_names_every_file_with_its_hash()
    {
        var files = Unzip(Dossier.Build(await RowsAsync()).Bytes);
        Assert.Equal(
            [
                "approvals.csv", "case.json", "contacts.csv", "contract.json", "interruptions.csv", "manifest.json", "parties.json", "plans.csv", "proceedings.csv", "promises.csv", "proofs.jsonl",
                "statement.csv", "stream.jsonl", "visits.csv",
            ],
            files.Keys.Order(StringComparer.Ordinal));
        var manifest = JsonSerializer.Deserialize<DossierManifest>(files["manifest.json"], CollectionsJson.Options)!;
        Assert.Equal(files.Count - 1, manifest.Files.Count);
        Assert.All(manifest.Files, file => Assert.Equal(
            (file.Bytes, file.Sha256), (files[file.Name].Length, Convert.ToHexStringLower(SHA256.HashData(files[file.Name])))));
    }

    [Fact]
    public async Task The_stream_in_it_proves_its_chain()
    {
        var files = Unzip(Dossier.Build(await RowsAsync()).Bytes);
        var previous = Array.Empty<byte>();
        foreach (var line in Encoding.UTF8.GetString(files["stream.jsonl"]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var entry = JsonSerializer.Deserialize<StreamLine>(line, CollectionsJson.Options)!;
            var sequence = BitConverter.GetBytes(entry.Sequence);
            if (BitConverter.IsLittleEndian) Array.Reverse(sequence);
            previous = SHA256.HashData([.. previous, .. Encoding.ASCII.GetBytes(Given.Key.Value), .. sequence, .. Encoding.UTF8.GetBytes(entry.Stored)]);
            Assert.Equal(entry.Hash, Convert.ToHexStringLower(previous));
        }

        Assert.Equal(Convert.ToHexStringLower(previous), JsonSerializer.Deserialize<DossierManifest>(files["manifest.json"], CollectionsJson.Options)!.ChainHash);
    }

    [Fact]
    public async Task Statement_and_contacts_read_as_tables()
    {
        var files = Unzip(Dossier.Build(await RowsAsync()).Bytes);
        var statement = Encoding.UTF8.GetString(files["statement.csv"]).Split('\n');
        Assert.StartsWith("1,2026-03-01T22:00:00Z,opening,2026-03-01,60000.00,0.00,0.00,0.00,60000.00,120000.00,,CNY,import-1", statement[1], StringComparison.Ordinal);
        Assert.Equal("5,2026-03-01T22:00:00Z,payment,2026-03-02,,,,,,,12.30,CNY,p-1", statement[2]);
        var contacts = Encoding.UTF8.GetString(files["contacts.csv"]);
        Assert.Contains("3,2026-03-01T22:00:00Z,system,c-1,,,,forbidden,opt-out,", contacts, StringComparison.Ordinal);
        Assert.Contains("4,2026-03-01T22:00:00Z,system,c-2,Call,,,call,NoAnswer,2026-03-01T22:00:00Z", contacts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_activities_build_it_hand_it_over_and_do_neither_twice()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.GivenAsync(Given.Opening(200, overdue: 60_000), Life);
        var activities = ActivatorUtilities.CreateInstance<LegalActivities>(app.Host.Services);
        Assert.IsType<HandOver>(await activities.BuildDossier(new StepCall(Given.Key, new BuildDossier()), default));
        Assert.IsType<HandOver>(await activities.BuildDossier(new StepCall(Given.Key, new BuildDossier()), default));
        var built = Assert.IsType<DossierBuilt>(Assert.Single(await app.FactsAsync(), stored => stored.Fact is DossierBuilt).Fact);
        var blob = app.Host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(LegalActivities.Container).GetBlobClient(built.Blob);
        var bytes = (await blob.DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToArray();
        Assert.Equal(built.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));

        for (var i = 0; i < 2; i++) await activities.HandOver(new StepCall(Given.Key, new HandOver()), default);
        var handed = Assert.IsType<HandedOver>(Assert.Single(await app.FactsAsync(), stored => stored.Fact is HandedOver).Fact);
        Assert.Equal((built.Blob, built.Sha256), (handed.Blob, handed.Sha256));
    }

    [Fact]
    public async Task It_holds_the_debtors_data_the_verdict_on_each_contact_and_whoever_reads_it_says_what_for()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.GivenAsync(Given.Opening(200, overdue: 60_000), new StageEntered(Stage.LegalHandoff, "test", "approval-1"), new TaskOpened("call-3", TaskKind.Call, Line.Legal, PeopleApp.Noon, "test"));
        var services = app.Host.Services;
        var address = $"api/cases/{Given.Key}";
        var reserved = (await app.PostAsync($"{address}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk().Json["contact"]!;
        (await app.PostAsync($"{address}/contacts/{reserved}/result", """{"outcome":"NoAnswer","durationSeconds":0}""", "ana", Roles.Collector)).IsOk();
        var given = Given.Opening();
        await services.GetRequiredService<AccountCards>().SaveAsync(given.Debtor, given.Account, new AccountCard("CC-77", "622202******0002"), default);
        await services.GetRequiredService<DebtorParties>().ChangeAsync(
            given.Debtor, "00aa", _ => new PartyRecord { Id = "00aa", Role = Party.Guarantor, Name = "赵担保", Source = PartySource.Contract }, default);
        await services.GetRequiredService<CaseCommands>().ExecuteAsync(Given.Key, "letter", "system", _ => [new LetterPosted("l", "letter-1", new DateOnly(2026, 3, 1))], default, wake: false);
        await ActivatorUtilities.CreateInstance<LegalActivities>(services).BuildDossier(new StepCall(Given.Key, new BuildDossier()), default);

        (await app.PostAsync($"{address}/dossier/reading", """{"reason":"review"}""", "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await app.PostAsync($"{address}/dossier/reading", "{}", "counsel", Roles.Legal)).IsRefused(422, "prohibited-practice");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/dossier/reading") { Content = new StringContent("""{"reason":"hearing of 9 March"}""", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", app.Host.IssueToken("aud", Roles.Auditor));
        using var response = await app.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var files = Unzip(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.Equal("aud/auditor", Assert.Single(await app.FactsAsync(), stored => stored.Fact is DataRevealed { Purpose: RevealPurpose.Dossier }).By);
        var parties = Encoding.UTF8.GetString(files["parties.json"]);
        Assert.Contains("王小明", parties, StringComparison.Ordinal);
        Assert.Contains("赵担保", parties, StringComparison.Ordinal);
        Assert.Equal("CC-77", JsonSerializer.Deserialize<ContractPaper>(files["contract.json"], CollectionsJson.Options)!.Contract);
        var proof = JsonSerializer.Deserialize<ProofLine>(Assert.Single(Encoding.UTF8.GetString(files["proofs.jsonl"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)), CollectionsJson.Options)!;
        Assert.Equal(((string)reserved!, "bank-cn", 64), (proof.Contact, proof.Verdict.Pack, proof.Verdict.PackHash.Length));
        Assert.All((string[])["case.json", "contract.json", "contacts.csv", "proofs.jsonl", "stream.jsonl"], name => Assert.DoesNotContain("王小明", Encoding.UTF8.GetString(files[name]), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_goes_to_court_once_the_debt_is_paid()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.GivenAsync(Given.Opening(200, overdue: 60_000), [.. Life, new PaymentReceived("p-2", Given.Cny(70_000), new DateOnly(2026, 3, 2), "transfer", "bus")]);
        var activities = ActivatorUtilities.CreateInstance<LegalActivities>(app.Host.Services);
        Assert.IsType<Done>(await activities.BuildDossier(new StepCall(Given.Key, new BuildDossier()), default));
        Assert.DoesNotContain(await app.FactsAsync(), stored => stored.Fact is DossierBuilt);
    }

    private static async Task<IReadOnlyList<StoredRow>> RowsAsync()
    {
        var store = new CaseStore();
        var head = await store.OpenAsync(Given.Opening(200, overdue: 60_000));
        foreach (var fact in Life) head = await store.Streams.AppendAsync(Given.Key, head, $"c{head.State.Version}", "system", [fact], default);
        return await store.Streams.ReadRowsAsync(Given.Key, 1, head.State.Version, default);
    }

    private static Dictionary<string, byte[]> Unzip(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = entry.Open();
            using var target = new MemoryStream();
            content.CopyTo(target);
            return target.ToArray();
        });
    }
}
