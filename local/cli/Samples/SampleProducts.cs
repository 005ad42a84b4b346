namespace Collections.Cli.Samples;

/// <param name="Code">As the canonical format writes it.</param>
/// <param name="Contract">Prefix of contract numbers.</param>
/// <param name="Least">Smallest monthly amount due, CNY.</param>
/// <param name="Most">Largest monthly amount due, CNY.</param>
/// <param name="Months">How many of them are owed in all, at the most.</param>
/// <param name="YearlyRate">Interest on what is overdue, percent.</param>
/// <param name="Fee">For each period past due, CNY.</param>
internal sealed record SampleProduct(string Code, string Contract, int Least, int Most, int Months, decimal YearlyRate, decimal Fee)
{
    public static IReadOnlyList<SampleProduct> All { get; } =
    [
        new("credit_card", "CC", 200, 9_000, 12, 18.25m, 20m),
        new("consumer_loan", "CL", 600, 6_000, 36, 14.60m, 0m),
        new("small_business_loan", "SB", 4_000, 28_000, 24, 9.125m, 50m),
        new("mortgage", "MG", 3_500, 14_000, 240, 4.75m, 0m),
        new("car_loan", "AL", 1_800, 7_000, 60, 7.30m, 30m),
    ];

    public bool IsCard => Code == "credit_card";
}
