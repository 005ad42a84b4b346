using Collections.Local.Durable;

namespace Collections.LocalHost.Tests.Durable;

/// <summary>Timers for local times. The zone belongs to the whole process, so nothing else runs meanwhile.</summary>
[Collection(nameof(LocalTimeTests))]
[CollectionDefinition(nameof(LocalTimeTests), DisableParallelization = true)]
public sealed class LocalTimeTests : IDisposable
{
    private const string Variable = "TZ";

    private readonly string? before = Environment.GetEnvironmentVariable(Variable);

    public LocalTimeTests() => SetZone("Asia/Tokyo");

    public void Dispose() => SetZone(before);

    [Theory]
    [InlineData(DateTimeKind.Unspecified)]
    [InlineData(DateTimeKind.Local)]
    public async Task A_time_that_is_not_utc_is_the_machines_local_time(DateTimeKind kind)
    {
        Assert.SkipUnless(TimeZoneInfo.Local.BaseUtcOffset == TimeSpan.FromHours(9), "This system takes its time zone from elsewhere.");
        await using EngineRig rig = new(new MemoryStore());
        rig.Orchestrator("o", async context =>
        {
            await context.CreateTimer(new DateTime(2026, 3, 2, 18, 0, 0, kind), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        Assert.Equal(new DateTime(2026, 3, 2, 9, 0, 0), (await rig.LiveAsync("o")).ReadOutputAs<DateTime>());
    }

    private static void SetZone(string? zone)
    {
        Environment.SetEnvironmentVariable(Variable, zone);
        TimeZoneInfo.ClearCachedData();
    }
}
