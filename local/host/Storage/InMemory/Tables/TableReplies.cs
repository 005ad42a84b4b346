namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>The Table service's answers.</summary>
internal static class TableReplies
{
    public const string Json = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8";

    public static InMemoryResponse NoContent() => new(204, "No Content");

    public static InMemoryResponse Written(long version) => NoContent().With("ETag", ETagText.Of(version)).With("Preference-Applied", "return-no-content");

    public static InMemoryResponse Failure(StorageError error)
    {
        var body = new ByteBuffer();
        AppendError(body, error, null);
        return new InMemoryResponse(error.Status, error.Reason).With("x-ms-error-code", error.Code).WithBody(Json, body.ToArray());
    }

    /// <param name="index">The operation of a batch that failed; the service puts it in front of the message.</param>
    public static void AppendError(ByteBuffer output, StorageError error, int? index)
    {
        output.Append("{\"odata.error\":{\"code\":\""u8).Append(error.Code).Append("\",\"message\":{\"lang\":\"en-US\",\"value\":"u8);
        var message = index is { } at ? $"{at}:{error.Message}" : error.Message;
        output.AppendJson(System.Text.Encoding.UTF8.GetBytes(message)).Append("}}}"u8);
    }
}
