using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>
/// What the service would answer to a request that breaks its limits. The client says so itself, because emulators let some of these pass.
/// </summary>
internal static class Refusal
{
    public static RequestFailedException PropertyNameTooLong(string name) =>
        Bad(TableErrorCode.PropertyNameTooLong, $"The property name '{name[..40]}…' exceeds the maximum allowed length of 255 characters.");

    public static RequestFailedException PropertyNameInvalid(string name) =>
        Bad(TableErrorCode.PropertyNameInvalid, $"The property name '{name}' is invalid: letters, digits and underscores, not a digit first.");

    public static RequestFailedException TooManyProperties() =>
        Bad(TableErrorCode.TooManyProperties, "The entity contains more properties than allowed: 252 besides its keys and timestamp.");

    public static RequestFailedException EntityTooLarge() =>
        Bad(TableErrorCode.EntityTooLarge, "The entity is larger than the maximum allowed size of 1 MiB.");

    public static RequestFailedException PropertyValueTooLarge() =>
        Bad(TableErrorCode.PropertyValueTooLarge, "The property value exceeds the maximum allowed size (64KB).");

    public static RequestFailedException KeyTooLarge(string name) =>
        Bad(TableErrorCode.KeyValueTooLarge, $"The '{name}' key is larger than the maximum allowed size of 1 KiB.");

    public static RequestFailedException OutOfRange(string message) => Bad(TableErrorCode.OutOfRangeInput, message);

    public static TableTransactionFailedException TooManyOperations() =>
        At(100, Bad(TableErrorCode.InvalidInput, "The batch request operation exceeds the maximum 100 changes per change set."));

    public static TableTransactionFailedException OtherPartition(int index) =>
        At(index, Bad(TableErrorCode.CommandsInBatchActOnDifferentPartitions, "All commands in a batch must operate on same entity group."));

    public static TableTransactionFailedException RowTwice(int index, string rowKey) =>
        At(index, Bad(TableErrorCode.InvalidDuplicateRow, $"A command with RowKey '{rowKey}' is already present in the batch; a row comes once."));

    public static RequestFailedException TransactionTooLarge() =>
        new(413, "The request body is too large and exceeds the maximum permissible limit of 4 MiB.", "RequestBodyTooLarge", null);

    /// <summary>The same refusal of one operation of a transaction.</summary>
    public static TableTransactionFailedException At(int index, RequestFailedException refusal) =>
        new(new RequestFailedException(refusal.Status, $"{index}:{refusal.Message}", refusal.ErrorCode, null));

    private static RequestFailedException Bad(TableErrorCode code, string message) => new(400, message, code.ToString(), null);
}
