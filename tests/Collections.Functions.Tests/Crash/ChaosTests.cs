using Collections.Bench.Chaos;

namespace Collections.Functions.Tests.Crash;

/// <summary>The chaos command in small: hosts that are killed at random while services fail lose nothing, double nothing and hang nowhere.</summary>
public sealed class ReplayChaosTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_replay_killed_again_and_again_ends_where_an_undisturbed_one_does() =>
        Small.RunAsync(output, accounts: 24, kills: 4, (options, folder, report) => new ReplayStorm(options, folder, report));
}

/// <inheritdoc cref="ReplayChaosTests"/>
public sealed class LiveChaosTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_running_host_killed_again_and_again_has_everything_once_when_it_has_settled() =>
        Small.RunAsync(output, accounts: 20, kills: 5, (options, folder, report) => new LiveStorm(options, folder, report));
}

internal static class Small
{
    public static async Task RunAsync(ITestOutputHelper output, int accounts, int kills, Func<ChaosOptions, string, ChaosReport, IStorm> storm)
    {
        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        using var said = new StringWriter();
        var options = new ChaosOptions(kills, Random.Shared.Next(), ChaosOptions.DefaultFaults, accounts);
        var report = new ChaosReport(said);
        try
        {
            await storm(options, folder, report).RunAsync(kills, TestContext.Current.CancellationToken);
        }
        finally
        {
            report.SayWhereTheyFell();
            output.WriteLine($"Seed {options.Seed}, {folder}\n{said}");
        }

        Assert.Empty(report.Findings);
        Assert.Equal(kills, report.Kills);
        Directory.Delete(folder, recursive: true);
    }
}
