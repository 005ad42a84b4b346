using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Collections.Local.Host.Sms;

namespace Collections.Functions.Tests.Faults;

/// <summary>
/// The whole app over services that fail: whatever they do, the same files end in the same cases, everything once and everything moving. What storage and
/// bus do leaves no trace at all; of messages only that may differ which nobody can know, or that the network never said.
/// </summary>
public sealed partial class FaultRunTests(UndisturbedRun undisturbed, ITestOutputHelper output) : IClassFixture<UndisturbedRun>
{
    [Theory]
    [InlineData("seed=1,storage=0.05")]
    [InlineData("seed=2,storage=0.2")]
    [InlineData("seed=3,bus=0.2,burst=3")]
    [InlineData("seed=4,storage=0.1,bus=0.3,sms.late=0.2,sms.twice=0.3")]
    public async Task Faults_that_pass_leave_no_trace(string faults)
    {
        var run = await RunAsync(faults);
        Assert.Equal(undisturbed.Summary.ToString(), run.Summary.ToString());
    }

    [Theory]
    [InlineData("seed=5,storage=0.02,bus=0.05,burst=4")]
    [InlineData("seed=12,storage=0.005,bus=0.05,burst=30")]
    public async Task Outages_that_the_app_gets_to_see_lose_and_double_nothing(string faults)
    {
        var run = await RunAsync(faults);
        AssertSameFiles(run);
    }

    [Theory]
    [InlineData("seed=7,sms=0.2")]
    [InlineData("seed=4,storage=0.1,bus=0.3,sms.lost=0.2,sms.late=0.2,sms.twice=0.3")]
    [InlineData("seed=8,storage=0.05,bus=0.05,sms=0.3")]
    public async Task A_network_that_fails_gets_each_message_once_at_most(string faults)
    {
        var run = await RunAsync(faults);
        AssertSameFiles(run);
        var taken = run.Messages.Count(message => message.Direction == SmsDirection.Outgoing);
        Assert.InRange(taken, Sms(run.Summary, "sent"), Sms(run.Summary, "sent") + Sms(run.Summary, "unknown"));
    }

    private async Task<BankRun> RunAsync(string faults)
    {
        var run = await BankRun.OfAsync(faults);
        output.WriteLine(string.Join(' ', run.Faults.Select(fault => $"{fault.Key}={fault.Value}")));
        Assert.NotEmpty(run.Faults);
        Assert.Empty(run.Stuck);
        Assert.Empty(run.Summary["violations"]!.AsArray());
        var tags = run.Messages.Where(message => message.Direction == SmsDirection.Outgoing).Select(message => message.Tag).ToList();
        Assert.Equal(tags.Count, tags.Distinct().Count());
        Assert.Equal([], run.Log.Where(line => Personal().IsMatch(line)).Take(3));
        return run;
    }

    private void AssertSameFiles(BankRun run)
    {
        Assert.Equal(undisturbed.Summary["files"]!.ToString(), run.Summary["files"]!.ToString());
        Assert.Equal(undisturbed.Summary["cases"]!["total"]!.ToString(), run.Summary["cases"]!["total"]!.ToString());
        Assert.Equal(undisturbed.Summary["cases"]!["closed"]!.ToString(), run.Summary["cases"]!["closed"]!.ToString());
    }

    private static int Sms(JsonObject summary, string count) => summary["contacts"]!["Sms"]![count]!.GetValue<int>();

    /// <summary>Telephone and account numbers, names and debtor numbers of the small bank.</summary>
    [GeneratedRegex(@"\b199\d{8}\b|Debtor \d|\bD\d{6}\b|\b62\d{14}\b")]
    private static partial Regex Personal();
}

/// <summary>What the small bank ends in when nothing goes wrong.</summary>
public sealed class UndisturbedRun : IAsyncLifetime
{
    public JsonObject Summary { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var run = await BankRun.OfAsync("none");
        Assert.Empty(run.Stuck);
        Assert.Empty(run.Faults);
        Summary = run.Summary;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
