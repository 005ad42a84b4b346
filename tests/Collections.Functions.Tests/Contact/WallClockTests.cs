using Collections.Functions.Contact;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Contact;

/// <summary>What is found once agrees with the zone itself at every instant.</summary>
public sealed class WallClockTests
{
    private static readonly string[] Zones =
        ["Asia/Shanghai", "America/New_York", "Australia/Adelaide", "Pacific/Honolulu", "Europe/London", "America/Phoenix", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca"];

    [Fact]
    public void Offsets_are_those_of_the_zone() => Prop.ForAll(
        (from zone in Gen.Elements(Zones) from minutes in Gen.Choose(0, 60 * 24 * 365 * 30) from seconds in Gen.Choose(0, 59) select (zone, minutes, seconds)).ToArbitrary(),
        sample =>
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(sample.zone);
            var at = new DateTimeOffset(2005, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(sample.minutes).AddSeconds(sample.seconds);
            return new WallClock(zone).OffsetAt(at) == zone.GetUtcOffset(at);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("America/New_York", "2026-03-08T06:59:59Z", -5)]
    [InlineData("America/New_York", "2026-03-08T07:00:00Z", -4)]
    [InlineData("America/New_York", "2026-11-01T05:59:59Z", -4)]
    [InlineData("America/New_York", "2026-11-01T06:00:00Z", -5)]
    [InlineData("Australia/Sydney", "2026-04-04T15:59:59Z", 11)]
    [InlineData("Australia/Sydney", "2026-04-04T16:00:00Z", 10)]
    [InlineData("Asia/Shanghai", "2025-12-31T16:00:00Z", 8)]
    public void Changes_come_to_the_second(string zone, string at, int hours) => Assert.Equal(
        TimeSpan.FromHours(hours), new WallClock(TimeZoneInfo.FindSystemTimeZoneById(zone)).OffsetAt(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
}
