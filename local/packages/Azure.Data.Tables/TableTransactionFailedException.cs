using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction that the service refused as a whole, with the operation that was the reason.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            (requestFailedException ?? throw new ArgumentNullException(nameof(requestFailedException))).Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException) =>
        FailedTransactionActionIndex = IndexAtStart(requestFailedException.Message);

    /// <summary>Position of the refused action in the submitted transaction; null if the service did not tell.</summary>
    public int? FailedTransactionActionIndex { get; }

    // The service puts the index before its message: "3:The specified entity already exists."
    private static int? IndexAtStart(string message)
    {
        int colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? index
            : null;
    }
}
