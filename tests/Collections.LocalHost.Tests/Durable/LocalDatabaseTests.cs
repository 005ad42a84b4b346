using Collections.Local.Durable;

namespace Collections.LocalHost.Tests.Durable;

public sealed class LocalDatabaseTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("local-database-").FullName;

    private string File => Path.Combine(folder, "host.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_acknowledged_is_there_after_reopening(bool inline)
    {
        using (LocalDatabase database = Open(inline))
            Assert.Equal(1, await database.WriteAsync(c => c.Execute("INSERT INTO facts VALUES ($1, $2)", 1, "paid")));

        using LocalDatabase again = Open(inline);
        Assert.Equal("paid", again.Read(c => c.Scalar<string>("SELECT what FROM facts WHERE id = $1", 1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_unit_that_throws_is_undone_and_its_neighbours_are_kept(bool inline)
    {
        using LocalDatabase database = Open(inline);
        Task good = database.WriteAsync(c => { c.Execute("INSERT INTO facts VALUES (1, 'kept')"); });
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync(c =>
        {
            c.Execute("INSERT INTO facts VALUES (2, 'lost')");
            throw new InvalidOperationException("no");
        }));
        Task alsoGood = database.WriteAsync(c => { c.Execute("INSERT INTO facts VALUES (3, 'kept')"); });
        await Task.WhenAll(good, alsoGood);

        Assert.Equal([1L, 3L], database.Read(c => c.Query("SELECT id FROM facts ORDER BY id", row => row.GetInt64(0))));
    }

    [Fact]
    public async Task Units_that_wait_together_share_a_transaction()
    {
        using LocalDatabase database = Open(inline: false);
        using var busy = new ManualResetEventSlim();
        Task first = database.WriteAsync(_ => busy.Wait());
        Task<long>[] rest = [.. Enumerable.Range(1, 100).Select(i => database.WriteAsync(c =>
        {
            c.Execute("INSERT INTO facts VALUES ($1, '')", i);
            return database.Read(r => r.Scalar<long>("SELECT count(*) FROM facts"));
        }))];
        busy.Set();
        await first;

        // Each unit looked from outside while it ran: nothing of the group was visible before all of it was.
        Assert.All(await Task.WhenAll(rest), seen => Assert.Equal(0, seen));
        Assert.Equal(100, database.Read(c => c.Scalar<long>("SELECT count(*) FROM facts")));
    }

    [Fact]
    public void A_second_host_on_the_same_file_is_refused()
    {
        using LocalDatabase database = Open(inline: false);
        Assert.Contains("in use by another host", Assert.Throws<LocalDatabaseException>(() => LocalDatabase.Open(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_an_unknown_schema_is_refused_with_advice()
    {
        using (LocalDatabase database = Open(inline: true))
            database.Read(c => c.Scalar<long>("PRAGMA user_version"));
        using (var raw = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await raw.OpenAsync();
            raw.Execute("PRAGMA user_version = 99");
        }

        string message = Assert.Throws<LocalDatabaseException>(() => LocalDatabase.Open(File)).Message;
        Assert.Contains("schema version 99", message, StringComparison.Ordinal);
        Assert.Contains("move the file away", message, StringComparison.Ordinal);
    }

    private LocalDatabase Open(bool inline)
    {
        LocalDatabase database = LocalDatabase.Open(File, inline);
        database.EnsureSchema("CREATE TABLE IF NOT EXISTS facts (id INTEGER PRIMARY KEY, what TEXT NOT NULL)");
        return database;
    }
}
