using Collections.Functions.Ingestion;

namespace Collections.Functions.Tests.Ingestion;

public sealed class ExportKindTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Fact]
    public void Files_of_a_day_sort_by_what_must_be_known_before_what()
    {
        ExportKind[] order =
        [
            ExportKind.Changes, ExportKind.OptOuts, ExportKind.Promises, ExportKind.Plans, ExportKind.Calls, ExportKind.Exits, ExportKind.Payments, ExportKind.Delinquency,
            ExportKind.Totals,
        ];
        Assert.Equal(order, Enum.GetValues<ExportKind>().OrderBy(kind => File(kind, 1).Order, StringComparer.Ordinal));
    }

    [Fact]
    public void A_day_comes_before_the_next_whatever_its_kinds_and_sequence_counts_within_a_kind()
    {
        Assert.True(string.CompareOrdinal(File(ExportKind.Totals, 9).Order, (File(ExportKind.Changes, 1) with { Manifest = Manifest(ExportKind.Changes, 1, Day.AddDays(1)) }).Order) < 0);
        Assert.True(string.CompareOrdinal(File(ExportKind.Payments, 9).Order, File(ExportKind.Delinquency, 1).Order) < 0);
        Assert.True(string.CompareOrdinal(File(ExportKind.Payments, 1).Order, File(ExportKind.Payments, 2).Order) < 0);
    }

    /// <summary>Files that wait in a queue while the app is replaced are found under the keys they have.</summary>
    [Theory]
    [InlineData(ExportKind.Payments, "20260427|0|000001|i", "202604270")]
    [InlineData(ExportKind.Delinquency, "20260427|1|000001|i", "202604271")]
    public void Stored_keys_of_queue_and_content_stay_as_they_were(ExportKind kind, string order, string content)
    {
        Assert.Equal(order, File(kind, 1).Order);
        Assert.StartsWith(content, File(kind, 1).Content, StringComparison.Ordinal);
    }

    private static QueuedFile File(ExportKind kind, int sequence) => new("i", "DEMO", "f", Manifest(kind, sequence, Day));

    private static Manifest Manifest(ExportKind kind, int sequence, DateOnly day) => new(kind, "DEMO", day, sequence, false, 0, "0.00", new string('a', 64));
}
