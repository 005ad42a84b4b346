using Collections.Local.Durable;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable;

/// <summary>A file in which a newer host has written events that this one does not know.</summary>
public sealed class NewerHistoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("newer-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("durable_history", "events", "EpisodeStarted")]
    [InlineData("durable_messages", "event", "EventRaised")]
    public async Task An_event_that_this_version_does_not_know_fails_its_instance_with_advice_and_no_other(string table, string column, string known)
    {
        using (LocalDatabase database = OpenDatabase())
        {
            await using EngineRig rig = Rig(database);
            foreach (string id in new[] { "a", "b" })
                await rig.StartAsync("waiter", id: id);
            await rig.SettleAsync();
            foreach (string id in new[] { "a", "b" })
                await rig.Client.RaiseEventAsync(id, "e", "over");
            database.Write(connection => connection.Execute(
                $"UPDATE {table} SET {column} = replace({column}, '\"{known}\"', '\"MovedToAnotherHost\"') WHERE instance = 'a'"));
        }

        using (LocalDatabase database = OpenDatabase())
        {
            await using EngineRig rig = Rig(database);
            await rig.SettleAsync();
            OrchestrationMetadata status = await rig.StatusAsync("a");
            Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
            Assert.StartsWith("The history holds an event of kind 'MovedToAnotherHost', which this version", status.SerializedOutput, StringComparison.Ordinal);
            Assert.Contains(new UnknownEvent("MovedToAnotherHost"), rig.Engine.Store.ReadHistory("a"));
            Assert.Equal("over", (await rig.StatusAsync("b")).ReadOutputAs<string>());
        }
    }

    private static EngineRig Rig(LocalDatabase database) =>
        new EngineRig(new SqliteStore(database)).Orchestrator("waiter", async context => await context.WaitForExternalEvent<string>("e"));

    private LocalDatabase OpenDatabase() => LocalDatabase.Open(Path.Combine(folder, "host.db"), inline: true);
}
