using Azure.Core;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>Adds a row; 409 <c>EntityAlreadyExists</c> if its keys are taken.</summary>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = Write(RequestMethod.Post, entity, default);
        await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Written(message);
    }

    /// <inheritdoc cref="AddEntityAsync{T}" />
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = Write(RequestMethod.Post, entity, default);
        _service.Send(message, cancellationToken);
        return Written(message);
    }

    /// <summary>Writes a row, whether or not it is there.</summary>
    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = Write(MethodOf(mode), entity, default);
        await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Written(message);
    }

    /// <inheritdoc cref="UpsertEntityAsync{T}" />
    public virtual Response UpsertEntity<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = Write(MethodOf(mode), entity, default);
        _service.Send(message, cancellationToken);
        return Written(message);
    }

    /// <summary>Changes a row that is there and has the ETag (<see cref="ETag.All"/>: any); otherwise 404 or 412.</summary>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = Write(MethodOf(mode), entity, Given(ifMatch));
        await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Written(message);
    }

    /// <inheritdoc cref="UpdateEntityAsync{T}" />
    public virtual Response UpdateEntity<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = Write(MethodOf(mode), entity, Given(ifMatch));
        _service.Send(message, cancellationToken);
        return Written(message);
    }

    /// <summary>Deletes a row. If there is none, the answer is the service's 404, not an exception; 412 if its ETag is another.</summary>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = DeleteMessage(partitionKey, rowKey, ifMatch);
        await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Deleted(message.Response);
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)" />
    public virtual Response DeleteEntity(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = DeleteMessage(partitionKey, rowKey, ifMatch);
        _service.Send(message, cancellationToken);
        return Deleted(message.Response);
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)" />
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)" />
    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntity(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Carries out all actions or none: one partition, each row once, at most 100 actions and 4 MiB.</summary>
    /// <returns>The answer to each action, in their order, with its ETag.</returns>
    /// <exception cref="TableTransactionFailedException">One action was refused; nothing was changed.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = TransactionMessage(transactionActions);
        await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Submitted(message);
    }

    /// <inheritdoc cref="SubmitTransactionAsync" />
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = TransactionMessage(transactionActions);
        _service.Send(message, cancellationToken);
        return Submitted(message);
    }

    private HttpMessage Write(RequestMethod method, ITableEntity entity, ETag ifMatch)
    {
        ArgumentNullException.ThrowIfNull(entity);
        PooledContent content = PooledContent.Rent();
        EntityWriter.Write(content.Json, entity);
        bool isNew = method == RequestMethod.Post;
        HttpMessage message = _service.Message(method, isNew ? _address.Path : _address.Row(entity.PartitionKey, entity.RowKey));
        Request request = message.Request;
        request.Headers.Add("Content-Type", TableService.NoMetadata);
        if (isNew)
            request.Headers.Add("Prefer", "return-no-content");
        if (ifMatch != default)
            request.Headers.Add("If-Match", ifMatch.ToString("H"));
        request.Content = content;
        return message;
    }

    private HttpMessage DeleteMessage(string partitionKey, string rowKey, ETag ifMatch)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        HttpMessage message = _service.Message(RequestMethod.Delete, _address.Row(partitionKey, rowKey));
        message.Request.Headers.Add("If-Match", ifMatch == default ? "*" : ifMatch.ToString("H"));
        return message;
    }

    private HttpMessage TransactionMessage(IEnumerable<TableTransactionAction> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        PooledContent content = PooledContent.Rent();
        TransactionWriter.Write(content, _address, actions);
        HttpMessage message = _service.Message(RequestMethod.Post, _address.BatchPath);
        message.Request.Headers.Add("Content-Type", TransactionWriter.ContentType);
        message.Request.Content = content;
        return message;
    }

    private static Response<IReadOnlyList<Response>> Submitted(HttpMessage message)
    {
        if (message.Response.Status != 202)
            throw TableErrorParser.Failure(message.Response);
        IReadOnlyList<Response> responses = TransactionReader.Read(message.Response);
        Recycle(message);
        return Response.FromValue(responses, message.Response);
    }

    private static Response Written(HttpMessage message)
    {
        if (message.Response.Status is not (201 or 204))
            throw TableErrorParser.Failure(message.Response);
        Recycle(message);
        return message.Response;
    }

    private static void Recycle(HttpMessage message)
    {
        // After a retry an earlier attempt, given up half way, may still hold the buffer.
        if (message.ProcessingContext.RetryNumber == 0 && message.Request.Content is PooledContent content)
            content.Recycle();
    }

    private static Response Deleted(Response response) => response.Status is 204 or 404 ? response : throw TableErrorParser.Failure(response);

    private static RequestMethod MethodOf(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"Unexpected value for mode: {mode}", nameof(mode)),
    };

    private static ETag Given(ETag ifMatch) =>
        ifMatch != default ? ifMatch : throw new ArgumentException("An update names the ETag it expects, or ETag.All.", nameof(ifMatch));
}
