using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion.Comparison;

namespace Collections.Functions.Ingestion.Reconciliation;

/// <summary>Overdue accounts of a product and bucket. Amounts in hundredths of the currency's unit.</summary>
/// <param name="Bucket">1 for 1 to 30 days past due, 2 for 31 to 60, …; 0 when buckets are not told apart.</param>
public sealed record OverdueFigure(Product Product, int Bucket, long Accounts, long Overdue, long Balance)
{
    public static int BucketOf(int daysPastDue) => daysPastDue <= 0 ? 0 : ((daysPastDue - 1) / 30) + 1;

    public static string Name(int bucket) => string.Create(CultureInfo.InvariantCulture, $"M{bucket}");
}

/// <summary>How many accounts are overdue, with how much. Adds up in any order.</summary>
public sealed record OverdueTally(IReadOnlyList<OverdueFigure> Figures)
{
    public static OverdueTally Empty { get; } = new([]);

    public static OverdueTally operator +(OverdueTally left, OverdueTally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Of(left.Figures.Concat(right.Figures));
    }

    public static OverdueTally Of(IEnumerable<OverdueFigure> figures) => new(
    [
        .. figures.GroupBy(figure => (figure.Product, figure.Bucket)).OrderBy(group => group.Key).Select(group => new OverdueFigure(
            group.Key.Product, group.Key.Bucket, group.Sum(figure => figure.Accounts), group.Sum(figure => figure.Overdue), group.Sum(figure => figure.Balance))),
    ]);

    /// <summary>Without buckets.</summary>
    public OverdueTally ByProduct() => Of(Figures.Select(figure => figure with { Bucket = 0 }));

    public bool Equals(OverdueTally? other) => other is not null && Figures.SequenceEqual(other.Figures);

    public override int GetHashCode() => Figures.Count == 0 ? 0 : Figures[0].GetHashCode();
}

/// <summary>Counts accounts into a tally, millions of them without an allocation each.</summary>
internal sealed class OverdueCounter
{
    private const int Buckets = 100;

    private readonly (long Accounts, long Overdue, long Balance)[] counted = new (long, long, long)[Enum.GetValues<Product>().Length * Buckets];

    public void Add(Product product, in AccountFigures figures)
    {
        if (!figures.IsOverdue) return;
        ref var place = ref counted[((int)product * Buckets) + Math.Min(OverdueFigure.BucketOf(figures.DaysPastDue), Buckets - 1)];
        place = (place.Accounts + 1, place.Overdue + figures.Overdue, place.Balance + figures.Balance);
    }

    public OverdueTally Tally() => new(
    [
        .. counted.Index().Where(place => place.Item.Accounts > 0).Select(place => new OverdueFigure(
            (Product)(place.Index / Buckets), place.Index % Buckets, place.Item.Accounts, place.Item.Overdue, place.Item.Balance)),
    ]);
}
