using System.Text;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Ingestion;

public sealed class ExportReaderTests
{
    private static readonly DateOnly Day = new(2026, 4, 30);
    private static readonly InstitutionProfile Demo = EmbeddedData.Read<InstitutionProfile>("profiles/DEMO.json");
    private static readonly FormatProfile Canonical = EmbeddedData.Read<FormatProfile>("formats/canonical-v1.json");

    [Fact]
    public async Task A_clean_file_is_read_to_the_cent()
    {
        var read = await Read(new ExportText(Day).Account(1, 1000.01m).Account(2, 0.99m).Account(3, 0m, 0));

        Assert.Null(read.Fault);
        Assert.Equal((3, 1001.00m), (read.Accounts.Count, read.Sum));
        Assert.Equal(new Money(1000.01m, "CNY"), read.Accounts[0].Position.Overdue);
        Assert.True(read.Accounts[0].IsOverdue);
        Assert.False(read.Accounts[2].IsOverdue);
    }

    [Theory]
    [InlineData("days_past_due", "-3", "negative")]
    [InlineData("days_past_due", "41", "days-past-due")]
    [InlineData("days_past_due", "1e3", "not-a-number")]
    [InlineData("days_past_due", "٣", "not-a-number")]
    [InlineData("total_overdue", "1e400", "not-an-amount")]
    [InlineData("interest", "1.001", "not-an-amount")]
    [InlineData("interest", "-1.00", "negative")]
    [InlineData("fees", "0.01", "parts-differ-from-total")]
    [InlineData("due_date", "2026-02-30", "not-a-date")]
    [InlineData("due_date", "", "missing")]
    [InlineData("mobile", "12ab", "not-a-phone")]
    [InlineData("email", "nobody", "not-an-email")]
    [InlineData("product", "yacht", "unknown-product")]
    [InlineData("currency", "USD", "currency")]
    [InlineData("account_number", "", "missing")]
    [InlineData("account_number", "62 00'", "not-a-code")]
    [InlineData("debtor_name", "a\u202Eb", "control-character")]
    [InlineData("last_payment_date", "2026-05-01", "in-the-future")]
    [InlineData("emergency_contact_consent", "perhaps", "not-yes-or-no")]
    public async Task A_bad_row_is_rejected_alone_with_its_line_and_field(string column, string value, string code)
    {
        var text = new ExportText(Day).Account(1).Account(2, bend: ExportText.With(column, value)).Account(3);
        if (column == "total_overdue") text.Sum -= 1000m;

        var read = await Read(text);

        Assert.Null(read.Fault);
        var fault = Assert.Single(read.Rejected);
        Assert.Equal((3L, code), (fault.Line, fault.Code));
        if (column is not ("fees" or "due_date")) Assert.Equal(column, fault.Field);
        if (value.Length > 1) Assert.DoesNotContain(value, fault.Reason, StringComparison.Ordinal);
        Assert.Equal(2, read.Accounts.Count);
    }

    [Fact]
    public async Task An_unreadable_amount_holds_the_file_when_the_sum_cannot_be_checked()
    {
        var text = new ExportText(Day).Account(1).Account(2, bend: ExportText.With("total_overdue", "twelve"));

        Assert.Equal("amount-unreadable", (await Read(text)).Fault);
        Assert.Null((await Read(text, Demo with { SumMayLackUnreadableAmounts = true })).Fault);
    }

    [Fact]
    public async Task Full_identity_and_card_numbers_are_masked_on_entry()
    {
        var text = new ExportText(Day)
            .Account(1, bend: ExportText.With("id_number", "310101198001010012"))
            .Account(2, bend: ExportText.With("card_number", "6222021234567890123"))
            .Account(3, bend: ExportText.With("overdue_reason", "card 6222021234567890 lost; id 31010119800101001X"));

        var read = await Read(text);

        Assert.Empty(read.Rejected);
        Assert.Equal("310101********0012", read.Accounts[0].IdNumber);
        Assert.Equal("622202*********0123", read.Accounts[1].CardNumber);
        Assert.Equal("card 622202******7890 lost; id 310101********001X", read.Accounts[2].OverdueReason);
    }

    [Fact]
    public async Task A_short_row_and_an_odd_quote_are_rejected_alone()
    {
        var text = new ExportText(Day).Account(1).Line("DEMO,2026-04-30,6200000000000009").Account(2, bend: ExportText.With("address", "\"12 Road")).Account(3);

        var read = await Read(text, Demo with { SumMayLackUnreadableAmounts = true });

        Assert.Null(read.Fault);
        Assert.Contains(read.Rejected, fault => fault.Code == "field-count" && fault.Line == 3);
        Assert.Equal(2, read.Rejected.Count);
        Assert.Equal(2, read.Accounts.Count);
    }

    [Fact]
    public async Task A_file_that_is_wrong_as_a_whole_is_held()
    {
        var fine = new ExportText(Day).Account(1).Account(2);
        Assert.Equal("sha256", (await Read(fine, manifest: m => m with { Sha256 = new string('0', 64) })).Fault);
        Assert.Equal("row-count", (await Read(fine, manifest: m => m with { Rows = 3 })).Fault);
        Assert.Equal("amount-sum", (await Read(fine, manifest: m => m with { Amount = "2000.01" })).Fault);
        Assert.Equal("wrong-date", (await Read(fine, manifest: m => m with { BusinessDate = Day.AddDays(1) })).Fault);
        Assert.Equal("wrong-institution", (await Read(fine, manifest: m => m with { Institution = "TWCC" })).Fault);
        Assert.Equal("empty-file", (await Read(new ExportText(Day))).Fault);
        Assert.Equal("empty-file", (await Read(fine, data: [])).Fault);
        Assert.Equal("wrong-header", (await Read(new ExportText(Day) { Header = ExportText.AccountHeader.Replace("fees,", "", StringComparison.Ordinal) }.Account(1))).Fault);
        Assert.Equal("wrong-header", (await Read(new ExportText(Day) { Header = ExportText.AccountHeader.Replace("fees", "interest", StringComparison.Ordinal) }.Account(1))).Fault);
        Assert.Equal("encoding", (await Read(fine, data: [.. Encoding.UTF8.GetBytes(ExportText.AccountHeader + "\n"), 0xC3, 0x28, (byte)'\n'])).Fault);
        Assert.Equal("unreadable", (await Read(new ExportText(Day).Account(1).Line(new string('x', 200_000)))).Fault);
    }

    [Fact]
    public async Task Too_many_bad_rows_hold_the_file()
    {
        var text = new ExportText(Day);
        for (var i = 1; i <= 100; i++) text.Account(i, bend: i <= 6 ? ExportText.With("mobile", "none") : null);

        Assert.Equal("rejected-share", (await Read(text)).Fault);
        Assert.Null((await Read(text, Demo with { MaxRejectedShare = 0.06m })).Fault);
        Assert.Equal("rejected-share", (await Read(new ExportText(Day).Account(1, bend: ExportText.With("mobile", "none")))).Fault);
    }

    private static async Task<Result> Read(
        ExportText text, InstitutionProfile? profile = null, Func<Manifest, Manifest>? manifest = null, byte[]? data = null)
    {
        data ??= text.Data();
        var marker = text.Manifest(data);
        await using var reader = new ExportReader(new MemoryStream(data), new RowChecks(profile ?? Demo, Canonical, manifest?.Invoke(marker) ?? marker));
        var accounts = new List<AccountRow>();
        var rejected = new List<RowFault>();
        if (await reader.ReadHeaderAsync(default))
        {
            while (await reader.ReadAsync(default))
            {
                if (reader.Account(out var fault) is { } row) accounts.Add(row);
                else rejected.Add(fault!);
            }
        }

        reader.Finish();
        Assert.Equal(reader.Rows, reader.FileFault is null ? reader.Accepted + reader.Rejected : reader.Rows);
        return new Result(accounts, rejected, reader.FileFault?.Code, reader.Sum);
    }

    private sealed record Result(List<AccountRow> Accounts, List<RowFault> Rejected, string? Fault, decimal Sum);
}
