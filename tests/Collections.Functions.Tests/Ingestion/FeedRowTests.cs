using Collections.Functions.Ingestion;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Rows of the further kinds are checked like any other: a bad one is rejected alone, a good one beside it is taken. (R1.3)</summary>
public sealed class FeedRowTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Theory]
    [InlineData(ExportKind.Calls, "C1,A1,D1,19900000001,2026-04-27T10:00:00,call,answered,3", "not-an-instant")]
    [InlineData(ExportKind.Calls, "C1,A1,D1,19900000001,2026-04-27T25:00:00+08:00,call,answered,3", "not-an-instant")]
    [InlineData(ExportKind.Calls, "C1,A1,D1,19900000001,2026-04-28T00:00:00+08:00,call,answered,3", "in-the-future")]
    [InlineData(ExportKind.Calls, "C1,A1,D1,,2026-04-27T10:00:00+08:00,call,answered,3", "missing")]
    [InlineData(ExportKind.Calls, "C1,A1,D1,19900000001,2026-04-27T10:00:00+08:00,call,busy,3", "unknown-word")]
    [InlineData(ExportKind.Calls, "C1,A1,D1,19900000001,2026-04-27T10:00:00+08:00,call,answered,-3", "negative")]
    [InlineData(ExportKind.Calls, ",A1,D1,19900000001,2026-04-27T10:00:00+08:00,call,answered,3", "missing")]
    [InlineData(ExportKind.Promises, "A1,P1,2026-04-27,2026-04-26,CNY,50.00,app", "before-made")]
    [InlineData(ExportKind.Promises, "A1,P1,2026-04-27,2026-04-29,CNY,0.00,app", "zero")]
    [InlineData(ExportKind.Promises, "A1,P1,2026-04-28,2026-04-29,CNY,50.00,app", "in-the-future")]
    [InlineData(ExportKind.Promises, "A1,P1,2026-04-27,2026-04-29,USD,50.00,app", "currency")]
    [InlineData(ExportKind.Plans, "A1,P1,2026-04-27,50.00,0,2026-05-27,CNY,50.00", "out-of-range")]
    [InlineData(ExportKind.Plans, "A1,P1,2026-04-27,50.00,121,2026-05-27,CNY,50.00", "out-of-range")]
    [InlineData(ExportKind.Plans, "A1,P1,2026-04-27,50.00,1,2026-04-26,CNY,50.00", "before-agreed")]
    [InlineData(ExportKind.OptOuts, "D1,pigeon,2026-04-27", "unknown-word")]
    [InlineData(ExportKind.OptOuts, ",sms,2026-04-27", "missing")]
    [InlineData(ExportKind.Exits, "A1,lost,2026-04-27", "unknown-word")]
    [InlineData(ExportKind.Exits, "A1,sold,2026-04-28", "in-the-future")]
    [InlineData(ExportKind.Totals, "credit_card,90+,1,CNY,50.00", "not-a-code")]
    [InlineData(ExportKind.Totals, "credit_card,X1,1,CNY,50.00", "not-a-bucket")]
    [InlineData(ExportKind.Totals, "gold,M1,1,CNY,50.00", "unknown-product")]
    [InlineData(ExportKind.Totals, "credit_card,M1,,CNY,50.00", "missing")]
    public async Task A_row_that_makes_no_sense_is_rejected_with_its_reason(ExportKind kind, string fields, string code)
    {
        await using var intake = await Intake.StartAsync(Day);
        var bad = fields.Split(',');
        var text = OtherKinds.File(kind, Day, 7);
        var good = text.Rows;
        var amount = kind is ExportKind.Promises or ExportKind.Plans or ExportKind.Totals ? decimal.Parse(bad.Last(field => field.Contains('.', StringComparison.Ordinal)), System.Globalization.CultureInfo.InvariantCulture) : 0m;

        var report = await intake.ImportAsync(text.Row(amount, bad));

        Assert.Equal((ImportStatus.Completed, good, 1L, 1), (report.Status, (int)report.Accepted, report.Rejected, report.RejectedBy.GetValueOrDefault(code)));
    }

    [Fact]
    public async Task A_second_row_with_the_same_number_is_rejected_and_its_amount_with_it()
    {
        await using var intake = await Intake.StartAsync(Day);
        foreach (var kind in OtherKinds.All)
        {
            var text = OtherKinds.File(kind, Day, 7);
            var (rows, sum) = (text.Rows, text.Sum);
            var twice = OtherKinds.File(kind, Day, 7, 7);

            var report = await intake.ImportAsync(twice);

            Assert.Equal((ImportStatus.Completed, rows, rows), (report.Status, (int)report.Accepted, report.RejectedBy["duplicate"]));
            Assert.Equal(decimal.Parse(report.Amount, System.Globalization.CultureInfo.InvariantCulture), sum);
        }
    }
}
