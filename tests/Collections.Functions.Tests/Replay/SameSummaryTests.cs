using System.Text.Json.Nodes;

namespace Collections.Functions.Tests.Replay;

/// <summary>The same files give the same end, however often they are replayed and whatever storage they are replayed on.</summary>
public sealed class SameSummaryTests
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "samples", "demo");

    [Fact]
    public async Task The_sample_ends_the_same_every_time_and_on_real_storage()
    {
        var until = new DateOnly(2026, 3, 6);
        var first = await ReplayRuns.SummaryAsync(Sample, until, "memory");
        Assert.True(first["cases"]!["total"]!.GetValue<int>() > 100);
        Assert.True(first["contacts"]!["Sms"]!["sent"]!.GetValue<int>() > 50);
        Assert.True(first["contacts"]!["Call"]!["sent"]!.GetValue<int>() > 20);
        Assert.Empty(first["violations"]!.AsArray());

        AssertSame(first, await ReplayRuns.SummaryAsync(Sample, until, "memory"));
        AssertSame(first, await ReplayRuns.SummaryAsync(Sample, until, "azurite"));
    }

    private static void AssertSame(JsonObject expected, JsonObject actual) => Assert.Equal(expected.ToString(), actual.ToString());
}
