using Collections.Local.Host.Faults;

namespace Collections.LocalHost.Tests.Faults;

public sealed class FaultOptionsTests
{
    [Fact]
    public void A_targets_rate_is_shared_by_its_kinds_and_a_kinds_own_rate_goes_first_in_any_order()
    {
        var options = FaultOptions.Parse("storage.after=0.1, seed=7, storage=0.07, sms.lost=1, burst=4, retry-after=0, slow=0.5, late=60");
        Assert.Equal(0.1, options.Rate(FaultKind.StorageAfter));
        Assert.Equal(0.01, options.Rate(FaultKind.StorageBusy), 6);
        Assert.Equal(1, options.Rate(FaultKind.SmsLost));
        Assert.Equal(0, options.Rate(FaultKind.BusSend));
        Assert.Equal((7ul, 4, TimeSpan.Zero, TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1)), (options.Seed, options.Burst, options.RetryAfter, options.Slow, options.Late));
    }

    [Fact]
    public void Each_point_of_a_target_has_the_targets_whole_rate()
    {
        var options = FaultOptions.Parse("bus=0.06");
        Assert.Equal(0.06, options.Rate(FaultKind.BusSend) + options.Rate(FaultKind.BusAfter) + options.Rate(FaultKind.BusSlow) + options.Rate(FaultKind.BusLate), 6);
        Assert.Equal(0.06, options.Rate(FaultKind.BusLock) + options.Rate(FaultKind.BusTwice), 6);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("seed=3")]
    [InlineData("storage=0")]
    public void Nothing_is_no_faults(string? text) => Assert.True(FaultOptions.Parse(text).IsNone);

    [Theory]
    [InlineData("storage=0.02,seed=9,bus.lock=0.5")]
    [InlineData("sms=0.3,late=7200,slow=0.25,retry-after=0,burst=2")]
    [InlineData("none")]
    public void What_it_says_of_itself_reads_as_the_same(string text)
    {
        var options = FaultOptions.Parse(text);
        var again = FaultOptions.Parse(options.ToString());
        Assert.Equal(options.ToString(), again.ToString());
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.Equal(options.Rate(kind), again.Rate(kind)));
    }

    [Theory]
    [InlineData("storag=0.1", "there is no 'storag'")]
    [InlineData("storage.before=0.1", "there is no 'storage.before'")]
    [InlineData("bus.lock=1.5", "'bus.lock' is a share from 0 to 1, such as 0.02, not '1.5'")]
    [InlineData("sms=x", "'sms' is a share from 0 to 1, such as 0.02, not 'x'")]
    [InlineData("seed=-1", "'seed' is a whole number, not '-1'")]
    [InlineData("burst=0", "'burst' is a whole number from 1 to 1000, not '0'")]
    [InlineData("late=never", "'late' is seconds, up to ten days, not 'never'")]
    [InlineData("storage", "'storage' is not key=value")]
    [InlineData("storage=0.1,", "'' is not key=value")]
    [InlineData("sms=0.1,sms=0.2", "'sms' is given twice")]
    [InlineData("bus.lock=0.6,bus.twice=0.6", "the rates of bus.lock, bus.twice add up to more than 1")]
    public void What_is_wrong_is_named(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => FaultOptions.Parse(text)).Message, StringComparison.Ordinal);
}
