namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>A parsed $filter.</summary>
internal abstract record Filter
{
    public abstract bool Matches(ReadOnlySpan<byte> partitionKey, Row row);

    public sealed record And(Filter Left, Filter Right) : Filter
    {
        public override bool Matches(ReadOnlySpan<byte> partitionKey, Row row) => Left.Matches(partitionKey, row) && Right.Matches(partitionKey, row);
    }

    public sealed record Or(Filter Left, Filter Right) : Filter
    {
        public override bool Matches(ReadOnlySpan<byte> partitionKey, Row row) => Left.Matches(partitionKey, row) || Right.Matches(partitionKey, row);
    }

    public sealed record Not(Filter Inner) : Filter
    {
        public override bool Matches(ReadOnlySpan<byte> partitionKey, Row row) => !Inner.Matches(partitionKey, row);
    }

    /// <summary>A property against a literal. A property that is missing or of another type never matches.</summary>
    public sealed record Comparison(byte[] Property, Comparator Comparator, Literal Literal) : Filter
    {
        public override bool Matches(ReadOnlySpan<byte> partitionKey, Row row)
        {
            ReadOnlySpan<byte> property = Property;
            if (property.SequenceEqual("PartitionKey"u8))
                return Holds(Literal.CompareText(partitionKey));
            if (property.SequenceEqual("RowKey"u8))
                return Holds(Literal.CompareText(row.Key));
            if (property.SequenceEqual("Timestamp"u8))
                return Holds(Literal.CompareTime(new DateTimeOffset(row.Version, TimeSpan.Zero)));
            var properties = new PropertyReader(row.Properties);
            while (properties.MoveNext())
                if (properties.Name.SequenceEqual(property))
                    return Holds(Literal.CompareValue(properties));
            return false;
        }

        /// <param name="order">Of the property relative to the literal; null if they cannot be compared.</param>
        private bool Holds(int? order) => order is { } value && Comparator switch
        {
            Comparator.Equal => value == 0,
            Comparator.NotEqual => value != 0,
            Comparator.Greater => value > 0,
            Comparator.GreaterOrEqual => value >= 0,
            Comparator.Less => value < 0,
            Comparator.LessOrEqual => value <= 0,
            _ => throw new ArgumentOutOfRangeException(nameof(order), Comparator, "No such comparison."),
        };
    }
}

internal enum Comparator
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
