using System.Text.RegularExpressions;
using Collections.Functions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Full identity and card numbers are masked, however they are written; what is none stays. (R1.3)</summary>
public sealed partial class MaskingTests
{
    [Theory]
    [InlineData("card 6222021234567890", "card 622202******7890")]
    [InlineData("card 6222 0212 3456 7890 lost", "card 6222 02** **** 7890 lost")]
    [InlineData("6222-0212-3456-7890-123", "6222-02**-****-***0-123")]
    [InlineData("622202 1234567890123", "622202 *********0123")]
    [InlineData("３１０１０１１９８００１０１００１２", "３１０１０１********００１２")]
    [InlineData("id 310101 19800101 001X", "id 310101 ******** 001X")]
    [InlineData("id 310101-19800101-0012.", "id 310101-********-0012.")]
    [InlineData("31010119800101001X", "310101********001X")]
    [InlineData("paid 2026-04-30 and 2026-05-31", "paid 2026-04-30 and 2026-05-31")]
    [InlineData("2026-04-30 2026-05-31", "2026-04-30 2026-05-31")]
    [InlineData("20260430 20260531", "20260430 20260531")]
    [InlineData("30/04/2026 31/05/2026", "30/04/2026 31/05/2026")]
    [InlineData("13800000001 13900000002", "13800000001 13900000002")]
    [InlineData("138 0000 0001 139 0000 0002", "138 0000 0001 139 0000 0002")]
    [InlineData("021-12345678 0755-8888-8888", "021-12345678 0755-8888-8888")]
    [InlineData("400-800-1234 13800000001", "400-800-1234 13800000001")]
    [InlineData("86 138 0000 0001", "86 138 0000 0001")]
    [InlineData("2026-04-30 13800000001 6222 0212 3456 7890", "2026-04-30 13800000001 6222 02** **** 7890")]
    [InlineData("622202******7890", "622202******7890")]
    public void What_is_secret_is_covered_and_nothing_else(string text, string masked) => Assert.Equal(masked, Masking.Text(text));

    [Fact]
    public void No_run_of_twelve_digits_survives_whatever_stands_around_it() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>().Generator.Zip(Gen.ListOf(Gen.Choose(0, 9), 19)).ToArbitrary(),
        input =>
        {
            var ((text, digits), length) = (input, 12 + (input.Item1.Get.Length % 8));
            var number = string.Concat(digits.Take(length));
            return !Run().IsMatch(Masking.Text(text.Get + number + text.Get)) && !Run().IsMatch(Masking.Number(number));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_card_shows_ten_digits_at_most_however_it_is_grouped() => Prop.ForAll(
        Gen.Elements("4-4-4-4", "4-4-4-4-3", "6-13", "4-6-5", "6-8-4").Zip(Gen.Elements(" ", "-", "  ", "\u3000", "－")).Zip(Gen.ListOf(Gen.Choose(0, 9), 19)).ToArbitrary(),
        input =>
        {
            var ((form, between), digits) = input;
            var left = new Queue<int>(digits);

            // Cards begin with 6 here, never with 0 as fixed lines do.
            var groups = form.Split('-').Select(int.Parse).Select((length, i) => (i == 0 ? "6" : "") + string.Concat(Enumerable.Range(i == 0 ? 1 : 0, i == 0 ? length - 1 : length).Select(_ => left.Dequeue())));
            var masked = Masking.Text($"card {string.Join(between, groups)} end");
            return masked.Count(char.IsDigit) <= 10;
        }).QuickCheckThrowOnFailure();

    [GeneratedRegex("[0-9０-９]{12,}")]
    private static partial Regex Run();
}
