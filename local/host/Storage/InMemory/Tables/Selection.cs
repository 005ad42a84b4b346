using System.Text;

namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>The properties that a query wants ($select).</summary>
internal sealed class Selection
{
    private readonly byte[][] _names;

    private Selection(string names) =>
        _names = [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];

    /// <summary>Null, which means everything, for nothing or <c>*</c>.</summary>
    public static Selection? Parse(string? select) => string.IsNullOrWhiteSpace(select) || select == "*" ? null : new Selection(select);

    public bool Has(ReadOnlySpan<byte> name)
    {
        foreach (var wanted in _names)
            if (name.SequenceEqual(wanted))
                return true;
        return false;
    }
}
