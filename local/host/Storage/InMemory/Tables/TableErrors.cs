namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>What the Table service refuses, in its own words.</summary>
internal static class TableErrors
{
    public static readonly StorageError TableNotFound = new(404, "Not Found", "TableNotFound", "The table specified does not exist.");
    public static readonly StorageError TableAlreadyExists = new(409, "Conflict", "TableAlreadyExists", "The table specified already exists.");
    public static readonly StorageError ResourceNotFound = new(404, "Not Found", "ResourceNotFound", "The specified resource does not exist.");
    public static readonly StorageError EntityAlreadyExists = new(409, "Conflict", "EntityAlreadyExists", "The specified entity already exists.");
    public static readonly StorageError ConditionNotSatisfied = new(412, "Precondition Failed", "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");
    public static readonly StorageError ConditionMissing = Bad("MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified: If-Match.");
    public static readonly StorageError KeysMissing = Bad("PropertiesNeedValue", "The values are not specified for all properties in the entity: PartitionKey and RowKey are needed.");
    public static readonly StorageError KeyTooLarge = Bad("KeyValueTooLarge", "A key is larger than the maximum allowed size of 1 KiB.");
    public static readonly StorageError KeyOutOfRange = Bad("OutOfRangeInput", "A key holds one of the characters / \\ # ? or a control character.");
    public static readonly StorageError ValueTooLarge = Bad("PropertyValueTooLarge", "The property value exceeds the maximum allowed size (64KB). If the property value is a string, it is UTF-16 encoded and the maximum number of characters should be 32K or less.");
    public static readonly StorageError TooManyProperties = Bad("TooManyProperties", "The entity contains more properties than allowed. Each entity can include up to 252 properties to store data.");
    public static readonly StorageError EntityTooLarge = Bad("EntityTooLarge", "The entity is larger than the maximum allowed size (1MB).");
    public static readonly StorageError OtherPartition = Bad("CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");
    public static readonly StorageError RowTwice = Bad("InvalidDuplicateRow", "A command with this RowKey is already present in the batch. An entity can appear only once in a batch.");
    public static readonly StorageError TooManyOperations = Bad("InvalidInput", "The batch request operation exceeds the maximum 100 changes per change set.");
    public static readonly StorageError BodyTooLarge = new(413, "Request Entity Too Large", "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");
    public static readonly StorageError InvalidName = Bad("InvalidResourceName", "The specified resource name contains invalid characters.");

    public static StorageError InvalidInput(string message) => Bad("InvalidInput", message);

    public static StorageError NotImplemented(string what) => new(501, "Not Implemented", "NotImplemented", $"The in-memory table service does not know {what}.");

    private static StorageError Bad(string code, string message) => new(400, "Bad Request", code, message);
}
