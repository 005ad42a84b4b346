using System.Globalization;
using System.Text;
using Collections.Cli.Commands;
using Collections.Functions.Ingestion;

namespace Collections.Cli.Samples;

/// <summary>Which export is generated: a day of a portfolio that seed, rows and shares make.</summary>
/// <param name="Rows">Accounts of day 1.</param>
/// <param name="Day">1 for the first; each is the calendar day after the one before.</param>
/// <param name="First">Business date of day 1.</param>
/// <param name="Overdue">Share of the accounts that are overdue when they come; the others stand in the files with nothing due.</param>
/// <param name="Changed">Share of the accounts that change materially from one day to the next, from day 2 on; the last holds for all later days.</param>
/// <param name="New">Accounts that come, as a share of the rows of day 1; by day as above.</param>
/// <param name="Gone">Share of the accounts that are in no later file; by day as above.</param>
internal sealed record ExportOptions(
    string Institution, int Rows, int Seed, int Day, DateOnly First, double Overdue, IReadOnlyList<double> Changed, IReadOnlyList<double> New, IReadOnlyList<double> Gone,
    Encoding Encoding)
{
    public const int DefaultRows = 100_000;

    /// <summary>Numbers of accounts have eight digits where they make phone numbers.</summary>
    private const int MostRows = 20_000_000;

    private const int MostDays = 366;

    private static readonly DateOnly DefaultFirst = new(2026, 3, 2);

    public static IReadOnlyList<Option> All { get; } =
    [
        new("--rows", "N", "export: accounts of day 1", "100000"),
        new("--day", "N", "export: which day of the portfolio, each the calendar day after the one before", "1"),
        new("--first", "DATE", "export: business date of day 1", $"{DefaultFirst:yyyy-MM-dd}"),
        new("--overdue", "SHARE", "export: share of the accounts that are overdue when they come; the others stand in the files with nothing due", "1"),
        new("--changed", "SHARES", "export: share of accounts that change materially between days, such as 0.01; or one for each day from day 2 on: 0,0.01", "0"),
        new("--new", "SHARES", "export: accounts that come between days, as a share of day 1", "0"),
        new("--gone", "SHARES", "export: share of accounts that leave the files between days", "0"),
        new("--encoding", "NAME", "export: utf-8 or gb18030", "utf-8"),
        new("--institution", "CODE", "export: the bank's code", "DEMO"),
    ];

    public DateOnly Date => DateOf(Day);

    public DateOnly DateOf(int day) => First.AddDays(day - 1);

    /// <summary>The share that holds between the day before and this one.</summary>
    public static double On(int day, IReadOnlyList<double> shares) => shares[Math.Min(day - 2, shares.Count - 1)];

    public static ExportOptions Of(Arguments arguments, int seed) => new(
        Code(arguments.Text("--institution") ?? "DEMO"),
        arguments.Number("--rows", DefaultRows, 1, MostRows),
        seed,
        arguments.Number("--day", 1, 1, MostDays),
        arguments.Date("--first") ?? DefaultFirst,
        Share("--overdue", arguments.Text("--overdue") ?? "1"),
        Shares(arguments, "--changed"),
        Shares(arguments, "--new"),
        Shares(arguments, "--gone"),
        EncodingOf(arguments.Choice("--encoding", "utf-8", "gb18030")));

    private static string Code(string text) => InstitutionProfiles.IsCode(text) ? text : throw new UsageException("'--institution' is a code of letters, digits and _.");

    private static IReadOnlyList<double> Shares(Arguments arguments, string name) =>
        [.. (arguments.Text(name) ?? "0").Split(',').Select(text => Share(name, text))];

    private static double Share(string name, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw new UsageException($"'{name}' is a share between 0 and 1 such as 0.01, not '{text}'.");

    private static Encoding EncodingOf(string name)
    {
        if (name == "utf-8") return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030");
    }
}
