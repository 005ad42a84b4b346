using System.Globalization;
using Collections.Cli.Commands;
using Collections.Cli.Display;
using Collections.Functions.Platform;
using Collections.Local.Host;

namespace Collections.Cli.Hosting;

/// <summary>What happens around a host that runs by itself, again and again until somebody stops it or its disk fails. What was begun comes to its end first.</summary>
internal sealed class Attendance(LocalHost host, Screen screen)
{
    private readonly List<Func<CancellationToken, Task>> duties = [];

    public static TimeSpan Glance { get; } = TimeSpan.FromMilliseconds(250);

    public static TimeSpan Look { get; } = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    public Attendance Every(TimeSpan pause, Func<Task>? duty)
    {
        if (duty is not null) duties.Add(stop => RepeatAsync(duty, pause, stop));
        return this;
    }

    /// <summary>Returns when it is cancelled and what was in hand has ended; throws what the host says of its disk, and what a duty cannot get over.</summary>
    public async Task UntilAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var all = Task.WhenAll(duties.Select(duty => duty(end.Token)).Select(EndWith));
        await Task.WhenAny(all, host.Broken);
        await end.CancelAsync();
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (host.Broken.IsCompleted) throw await host.Broken;
        await all;
        screen.Line(string.Create(
            CultureInfo.InvariantCulture, $"Stopping at {host.Clock.GetUtcNow().ToOffset(BusinessTime.Offset):yyyy-MM-dd HH:mm} bank time. The same command goes on from here."));

        // One duty that fails ends the others.
        async Task EndWith(Task duty)
        {
            try
            {
                await duty;
            }
            finally
            {
                await end.CancelAsync();
            }
        }
    }

    private async Task RepeatAsync(Func<Task> duty, TimeSpan pause, CancellationToken cancellation)
    {
        string? told = null;
        while (!cancellation.IsCancellationRequested)
        {
            var rest = pause;
            try
            {
                await duty();
                told = null;
            }
            catch (Exception passing) when (Outage.Is(passing))
            {
                var why = Failures.Explain(passing);
                if (why != told) screen.Line($"{why} Tried again every second.");
                (told, rest) = (why, AfterFault);
            }

            await Task.Delay(rest, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
