namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>The keys that a filter leaves possible, so that a scan begins and ends where it must.</summary>
internal readonly record struct KeyRange(byte[]? Low, byte[]? High, bool HighIncluded)
{
    private static readonly KeyRange Everything = new(null, null, true);

    /// <param name="property"><c>PartitionKey</c> or <c>RowKey</c>.</param>
    public static KeyRange Of(Filter? filter, ReadOnlySpan<byte> property) => filter switch
    {
        Filter.And and => Of(and.Left, property).Intersect(Of(and.Right, property)),
        Filter.Comparison { Literal: Literal.Text literal } comparison when property.SequenceEqual(comparison.Property) => Of(comparison.Comparator, literal.Value),
        _ => Everything,
    };

    /// <summary>Where to begin; the filter itself still drops the key that an open low end names.</summary>
    public ReadOnlySpan<byte> Start => Low;

    public bool IsPast(ReadOnlySpan<byte> key) => High is not null && key.SequenceCompareTo(High) is var order && (order > 0 || (order == 0 && !HighIncluded));

    private static KeyRange Of(Comparator comparator, byte[] key) => comparator switch
    {
        Comparator.Equal => new(key, key, true),
        Comparator.Greater or Comparator.GreaterOrEqual => new(key, null, true),
        Comparator.Less => new(null, key, false),
        Comparator.LessOrEqual => new(null, key, true),
        Comparator.NotEqual => Everything,
        _ => throw new ArgumentOutOfRangeException(nameof(comparator), comparator, "No such comparison."),
    };

    private KeyRange Intersect(KeyRange other)
    {
        var low = Low is null || (other.Low is not null && other.Low.AsSpan().SequenceCompareTo(Low) > 0) ? other.Low : Low;
        if (High is null)
            return other with { Low = low };
        if (other.High is null)
            return this with { Low = low };
        var order = High.AsSpan().SequenceCompareTo(other.High);
        return order == 0
            ? new KeyRange(low, High, HighIncluded && other.HighIncluded)
            : (order < 0 ? this : other) with { Low = low };
    }
}
