using Collections.Functions.Governance;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Host.Storage;

namespace Collections.Functions.Tests.Governance;

/// <summary>What one process lets in, another holds documents against at once, however short ago it looked.</summary>
public class TwoProcessesTests
{
    private readonly InMemoryStorage storage = InMemoryStorage.Create();

    [Fact]
    public async Task A_document_is_held_against_what_was_let_in_elsewhere_a_moment_ago()
    {
        var (here, there) = (Process(), Process());
        Assert.Null(await here.FindAsync("notes", "first", default));
        Assert.Equal("document-invalid", (await Assert.ThrowsAsync<RefusedException>(() => ProposeAsync(here, "second"))).Code);
        await there.DecideAsync("notes", "first", (await ProposeAsync(there, "first")).Number, approve: true, Person("cora"), null, default);

        var version = await ProposeAsync(here, "second");
        Assert.Equal(VersionState.Approved, (await here.DecideAsync("notes", "second", version.Number, approve: true, Person("cora"), null, default)).State);
    }

    private GovernedDocuments Process() => new(new GovernedStore(new Blobs(storage.Blobs)), [new Notes()], TimeProvider.System, TimeProvider.System);

    private static Task<GovernedVersion> ProposeAsync(GovernedDocuments documents, string name) => documents.ProposeAsync("notes", name, "{}"u8.ToArray(), null, Person("ada"), null, default);

    private static Caller Person(string id) => new(id, [Roles.Administrator], Roles.Administrator);

    /// <summary>Each but the first needs the first.</summary>
    private sealed class Notes : IGovernedKind
    {
        public string Kind => "notes";

        public async Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation) =>
            name == "first" || await others.FindAsync(Kind, "first", cancellation) is not null ? [] : [new ProfileFault("$", "needs the first")];
    }
}
