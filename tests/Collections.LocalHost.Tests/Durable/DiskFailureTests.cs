using Collections.Local.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.LocalHost.Tests.Durable;

/// <summary>A disk that is full or fails stops everything cleanly. SQLite is told that its disk ends here, which is the error of a full disk.</summary>
public sealed class DiskFailureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("disk-").FullName;

    private string File => Path.Combine(folder, "host.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_disk_refuses_what_it_cannot_keep_and_keeps_what_it_acknowledged(bool inline)
    {
        var acknowledged = new List<long>();
        using (LocalDatabase database = Open(inline))
        {
            FillUp(database);
            LocalDatabaseException? failure = null;
            for (int i = 0; failure is null; i++)
            {
                try
                {
                    await database.WriteAsync(c => c.Execute("INSERT INTO facts VALUES ($1, $2)", i, new string('x', 500)));
                    acknowledged.Add(i);
                }
                catch (LocalDatabaseException full)
                {
                    failure = full;
                }
            }

            Assert.Contains("is full", failure.Message, StringComparison.Ordinal);
            Assert.Contains("free some space", failure.Message, StringComparison.Ordinal);
            Assert.Same(failure, await database.Broken);

            // Even what would fit is refused now: nobody knows what the disk holds until the file is opened again.
            Assert.Same(failure, await Assert.ThrowsAsync<LocalDatabaseException>(() => database.WriteAsync(c => c.Execute("DELETE FROM facts"))));
        }

        Assert.NotEmpty(acknowledged);
        using LocalDatabase again = Open(inline);
        Assert.Equal(acknowledged, again.Read(c => c.Query("SELECT id FROM facts ORDER BY id", row => row.GetInt64(0))));
    }

    [Fact]
    public async Task Everybody_who_waits_for_the_commit_that_fails_is_told()
    {
        using LocalDatabase database = Open(inline: false);
        FillUp(database);
        using var busy = new ManualResetEventSlim();
        Task first = database.WriteAsync(_ => busy.Wait());
        Task[] rest = [.. Enumerable.Range(0, 200).Select(i => (Task)database.WriteAsync(c => c.Execute("INSERT INTO facts VALUES ($1, $2)", i, new string('x', 500))))];
        busy.Set();
        foreach (Task task in (Task[])[first, .. rest])
            await Assert.ThrowsAsync<LocalDatabaseException>(() => task);
        Assert.Equal(0, database.Read(c => c.Scalar<long>("SELECT count(*) FROM facts")));
    }

    [Fact]
    public async Task An_engine_whose_disk_is_full_stops_and_goes_on_when_there_is_space()
    {
        const int Instances = 40;
        var catalog = new TaskCatalog();
        catalog.AddActivity("grow", null, (_, _) => Task.FromResult<object?>(new string('x', 3000)));
        catalog.AddOrchestrator("o", async context =>
        {
            for (int i = 0; i < 5; i++)
                await context.CallActivityAsync<string>("grow");
            return null;
        });
        using (LocalDatabase database = LocalDatabase.Open(File))
        {
            await using DurableEngine engine = NewEngine(database, catalog);
            for (int i = 0; i < Instances; i++)
                await engine.Client.ScheduleNewOrchestrationInstanceAsync("o", new StartOrchestrationOptions($"{i}"));
            FillUp(database);
            await engine.StartAsync(TestContext.Current.CancellationToken);
            await database.Broken.WaitAsync(TestContext.Current.CancellationToken);
            await Assert.ThrowsAsync<LocalDatabaseException>(() => engine.Client.RaiseEventAsync("0", "e"));
            await engine.StopAsync(TestContext.Current.CancellationToken);
        }

        using (LocalDatabase database = LocalDatabase.Open(File))
        {
            await using DurableEngine engine = NewEngine(database, catalog);
            await engine.StartAsync(TestContext.Current.CancellationToken);
            for (int i = 0; i < Instances; i++)
            {
                OrchestrationMetadata done = await engine.Client.WaitForInstanceCompletionAsync($"{i}", TestContext.Current.CancellationToken);
                Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
            }
        }
    }

    [Fact]
    public void What_is_no_database_is_refused_with_advice()
    {
        System.IO.File.WriteAllText(File, "This was never a database, but long enough for a header of one hundred bytes and then some more of it.");
        string message = Assert.Throws<LocalDatabaseException>(() => LocalDatabase.Open(File)).Message;
        Assert.Contains("is damaged", message, StringComparison.Ordinal);
        Assert.Contains("move the file away", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_breaks_the_database()
    {
        using (LocalDatabase written = Open(inline: true))
        {
            for (int i = 0; i < 100; i++)
                await written.WriteAsync(c => c.Execute("INSERT INTO facts VALUES ($1, $2)", i, new string('x', 500)));
        }

        using LocalDatabase database = LocalDatabase.Open(File, inline: true);
        using (var file = new FileStream(File, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            file.SetLength(8192);
        Assert.Throws<LocalDatabaseException>(() => database.Read(c => c.Query("SELECT what FROM facts", row => row.GetString(0))));
        Assert.True(database.Broken.IsCompleted);
    }

    private static void FillUp(LocalDatabase database) => database.Write(c =>
    {
        // Room for a few more pages only.
        long pages = c.Scalar<long>("PRAGMA page_count");
        return c.Scalar<long>($"PRAGMA max_page_count = {pages + 20}");
    });

    private LocalDatabase Open(bool inline)
    {
        LocalDatabase database = LocalDatabase.Open(File, inline);
        database.EnsureSchema("CREATE TABLE IF NOT EXISTS facts (id INTEGER PRIMARY KEY, what TEXT NOT NULL)");
        return database;
    }

    private static DurableEngine NewEngine(LocalDatabase database, TaskCatalog catalog) =>
        new(new SqliteStore(database), catalog, BusinessClock.Real(), new DurableEngineOptions(), NullLoggerFactory.Instance);
}
