using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Expected;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Governance;
using Collections.Local.Host.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Files that should have come. Dates are in weeks without public holidays unless said.</summary>
public sealed class ExpectationTests
{
    /// <summary>A Monday.</summary>
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Theory]
    [InlineData("2026-03-02", "2026-03-03", "")]
    [InlineData("2026-03-06", "2026-03-09", "")]
    [InlineData("2026-03-02", "2026-03-06", "2026-03-03 2026-03-04 2026-03-05")]
    [InlineData("2026-04-03", "2026-04-08", "2026-04-07")]
    public void Business_days_between_two_snapshots_are_missing(string before, string day, string missing) =>
        Assert.Equal(missing, Text(ExpectedDays.Between(DateOnly.Parse(before, null), DateOnly.Parse(day, null), ExpectedEvery.BusinessDay, WorkingCalendar.China)));

    [Theory]
    [InlineData("2026-02-28", "2026-03-31", "")]
    [InlineData("2026-02-27", "2026-05-29", "2026-03-31 2026-04-30")]
    [InlineData("2025-12-31", "2026-02-28", "2026-01-31")]
    public void Months_between_two_snapshots_are_missing(string before, string day, string missing) =>
        Assert.Equal(missing, Text(ExpectedDays.Between(DateOnly.Parse(before, null), DateOnly.Parse(day, null), ExpectedEvery.MonthEnd, WorkingCalendar.China)));

    [Theory]
    [InlineData(ExpectedEvery.BusinessDay, "2026-03-05", "2026-03-09 07:59", "")]
    [InlineData(ExpectedEvery.BusinessDay, "2026-03-05", "2026-03-09 08:00", "2026-03-06")]
    [InlineData(ExpectedEvery.BusinessDay, "2026-03-05", "2026-03-11 09:00", "2026-03-06 2026-03-09 2026-03-10")]
    [InlineData(ExpectedEvery.MonthEnd, "2026-02-28", "2026-04-01 07:00", "")]
    [InlineData(ExpectedEvery.MonthEnd, "2026-02-28", "2026-04-01 08:00", "2026-03-31")]
    [InlineData(ExpectedEvery.None, "2026-02-28", "2027-04-01 08:00", "")]
    public void A_snapshot_is_due_on_the_next_business_day(ExpectedEvery every, string through, string now, string missing) => Assert.Equal(
        missing, Text(ExpectedDays.Overdue(DateOnly.Parse(through, null), DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(8, 0), every, WorkingCalendar.China)));

    [Fact]
    public async Task A_snapshot_that_skips_days_names_them_and_says_so_again_when_it_is_corrected()
    {
        await using var intake = await StartAsync();
        Assert.Empty((await intake.ImportAsync(Snapshot(Day))).Reasons);
        Assert.Empty((await intake.ImportAsync(Snapshot(Day.AddDays(1)))).Reasons);

        var skipping = await intake.ImportAsync(Snapshot(Day.AddDays(4)));
        var note = Assert.Single(skipping.Reasons);
        Assert.Equal(("missing-day", "No complete snapshot was taken for 2026-03-04, 2026-03-05."), (note.Code, note.Detail));
        Assert.Equal("missing-day", Assert.Single((await intake.ImportAsync(Snapshot(Day.AddDays(4), 2))).Reasons).Code);
    }

    [Fact]
    public async Task A_snapshot_that_is_not_there_in_time_is_warned_of_once_until_it_comes()
    {
        await using var intake = await StartAsync();
        intake.Host.Broker.DeclareSubscription(Outbox.Topic, "test");
        await intake.ImportAsync(Snapshot(Day));

        await RunToAsync(intake, Day.AddDays(2), new TimeOnly(7, 30));
        Assert.Empty(await MissingAsync(intake));
        await RunToAsync(intake, Day.AddDays(2), new TimeOnly(11, 0));
        var missing = Assert.Single(await MissingAsync(intake));
        Assert.Equal((Day.AddDays(1), "missing"), (missing.BusinessDate, missing.Reasons[0].Code));
        Assert.Single(intake.Host.Broker.Peek(EntityPath.Subscription(Outbox.Topic, "test"), 100), message => message.MessageId == missing.Id);

        await intake.DropAsync(Snapshot(Day.AddDays(1)));
        await intake.RunAsync();
        Assert.Empty(await MissingAsync(intake));
    }

    [Fact]
    public async Task A_file_that_is_held_is_not_missing()
    {
        await using var intake = await StartAsync();
        await intake.ImportAsync(Snapshot(Day));
        await intake.ImportAsync(Snapshot(Day.AddDays(1)), bend: manifest => manifest with { Rows = 7 });
        await RunToAsync(intake, Day.AddDays(2), new TimeOnly(12, 0));
        Assert.Empty(await MissingAsync(intake));
    }

    [Fact]
    public async Task Sequence_numbers_that_were_left_out_or_come_late_are_told()
    {
        await using var intake = await StartAsync();
        Assert.Empty((await intake.ImportAsync(Snapshot(Day, 1))).Reasons);
        var gap = Assert.Single((await intake.ImportAsync(Snapshot(Day, 4))).Reasons);
        Assert.Equal(("sequence-gap", "Sequence 4 came without 2, 3 of the same day."), (gap.Code, gap.Detail));
        var late = Assert.Single((await intake.ImportAsync(Snapshot(Day, 2))).Reasons);
        Assert.Equal(("sequence-late", "A file of the same day with sequence 4 was taken before this one with 2."), (late.Code, late.Detail));
    }

    /// <summary>A bank that sends a file each business day.</summary>
    private static async Task<Intake> StartAsync()
    {
        var intake = await Intake.StartAsync(Day);
        var profile = new InstitutionProfile
        {
            Institution = "DAILY",
            Names = new Dictionary<string, string> { ["en"] = "Daily Bank" },
            Hotline = "400",
            PayLink = "https://pay.example.com",
            Language = "zh-CN",
            Currency = "CNY",
            Strategy = "cn-default/1",
            Format = "canonical-v1",
        };
        await Governed.EnforceAsync(intake.Host, ProfileKind.Profiles, "DAILY", profile);
        return intake;
    }

    private static ExportText Snapshot(DateOnly day, int sequence = 1) =>
        new ExportText(day) { Institution = "DAILY", Sequence = sequence }.Account(1, 1000m + sequence, 40 + day.DayNumber - Day.DayNumber);

    private static Task RunToAsync(Intake intake, DateOnly day, TimeOnly time) => intake.Host.RunUntilAsync(BusinessTime.At(day, time));

    private static async Task<IReadOnlyList<ImportReport>> MissingAsync(Intake intake) =>
        (await intake.Host.Services.GetRequiredService<ImportReports>().ListAsync("DAILY", ImportStatus.Missing, 100, null, default)).Imports;

    private static string Text(IEnumerable<DateOnly> days) => string.Join(' ', days.Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
}
