using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
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
        Assert.Equal($"{Given.Key.Value}/6.zip", first.Name);
        Assert.NotEqual(first.Sha256, Dossier.Build([.. rows.Take(5)]).Sha256);
    }

    [Fact]
    public async Task The_manifest_names_every_file_with_its_hash()
    {
        var files = Unzip(Dossier.Build(await RowsAsync()).Bytes);
        Assert.Equal(["case.json", "contacts.csv", "manifest.json", "statement.csv", "stream.jsonl"], files.Keys.Order(StringComparer.Ordinal));
        var manifest = JsonSerializer.Deserialize<DossierManifest>(files["manifest.json"], CollectionsJson.Options)!;
        Assert.Equal(4, manifest.Files.Count);
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
