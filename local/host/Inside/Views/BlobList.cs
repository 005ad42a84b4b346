namespace Collections.Local.Host.Inside.Views;

/// <summary>What has become of blobs; what needs a person comes first.</summary>
/// <param name="Counts">Receipts in each state that occurs, whatever was asked for.</param>
/// <param name="Matching">How many are in the state and have the part of a name that was asked for.</param>
/// <param name="Blobs">The first of those.</param>
internal sealed record BlobList(IReadOnlyDictionary<string, int> Counts, int Matching, IReadOnlyList<BlobRow> Blobs)
{
    private const int Most = 200;

    public static BlobList Of(IReadOnlyCollection<BlobReceipt> receipts, BlobState? state, string? part)
    {
        List<BlobReceipt> matching =
        [
            .. receipts.Where(receipt => (state is null || receipt.State == state) && (part is null || receipt.Path.Contains(part, StringComparison.OrdinalIgnoreCase))),
        ];
        return new BlobList(
            receipts.CountBy(receipt => receipt.State.ToString()).ToDictionary(),
            matching.Count,
            [.. matching.OrderBy(Urgency).ThenBy(receipt => receipt.Path, StringComparer.Ordinal).Take(Most).Select(BlobRow.Of)]);
    }

    private static int Urgency(BlobReceipt receipt) => receipt.State switch
    {
        BlobState.Poison => 0,
        BlobState.Open => 1,
        BlobState.Done => 2,
        _ => throw new InvalidOperationException($"Unknown state {receipt.State}."),
    };
}

/// <summary>A receipt as the page gets it.</summary>
internal sealed record BlobRow(string Function, string Container, string Name, string Version, int Tries, string State)
{
    public static BlobRow Of(BlobReceipt receipt) =>
        new(receipt.Function, receipt.Container, receipt.Name, receipt.ETag, receipt.Tries, receipt.State.ToString());
}
