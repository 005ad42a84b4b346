using System.Linq.Expressions;
using Azure.Core;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>Reads one row; 404 <c>ResourceNotFound</c> if it is not there.</summary>
    /// <param name="select">The properties to read; null for all.</param>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = ReadMessage(partitionKey, rowKey, select);
        await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Found<T>(message.Response);
    }

    /// <inheritdoc cref="GetEntityAsync{T}" />
    public virtual Response<T> GetEntity<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = ReadMessage(partitionKey, rowKey, select);
        _service.Send(message, cancellationToken);
        return Found<T>(message.Response);
    }

    /// <summary>Reads one row, which need not be there.</summary>
    /// <param name="select">The properties to read; null for all.</param>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = ReadMessage(partitionKey, rowKey, select);
        await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return message.Response.Status == 404 ? new NoEntityResponse<T>(message.Response) : Found<T>(message.Response);
    }

    /// <inheritdoc cref="GetEntityIfExistsAsync{T}" />
    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = ReadMessage(partitionKey, rowKey, select);
        _service.Send(message, cancellationToken);
        return message.Response.Status == 404 ? new NoEntityResponse<T>(message.Response) : Found<T>(message.Response);
    }

    /// <summary>Reads the rows that an OData filter lets through, in the order of their keys.</summary>
    /// <param name="filter">For example <c>PartitionKey eq 'a' and RowKey ge 'b'</c>; see <see cref="CreateQueryFilter(FormattableString)"/>.</param>
    /// <param name="maxPerPage">Rows per page, at most 1,000; not a limit of the whole.</param>
    /// <param name="select">The properties to read; null for all.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        string? selected = QueryText.Select(select);
        return new AsyncPages<T>(
            async (continuation, size, token) =>
            {
                using HttpMessage message = PageMessage(filter, size, selected, continuation);
                await _service.SendAsync(message, token).ConfigureAwait(false);
                return ReadPage<T>(message.Response);
            },
            maxPerPage,
            cancellationToken);
    }

    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)" />
    public virtual Pageable<T> Query<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        string? selected = QueryText.Select(select);
        return new SyncPages<T>(
            (continuation, size) =>
            {
                using HttpMessage message = PageMessage(filter, size, selected, continuation);
                _service.Send(message, cancellationToken);
                return ReadPage<T>(message.Response);
            },
            maxPerPage);
    }

    /// <summary>Reads the rows that a condition lets through: comparisons of properties with values, joined by and, or, not.</summary>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(FilterTranslator.Translate(filter), maxPerPage, select, cancellationToken);

    /// <inheritdoc cref="QueryAsync{T}(Expression{Func{T, bool}}, int?, IEnumerable{string}, CancellationToken)" />
    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Query<T>(FilterTranslator.Translate(filter), maxPerPage, select, cancellationToken);

    /// <summary>Writes values into a filter as the service's literals, strings quoted: <c>CreateQueryFilter($"PartitionKey eq {key}")</c>.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Format(filter);

    /// <summary>A condition as the service's filter.</summary>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterTranslator.Translate(filter) ?? "";

    private HttpMessage ReadMessage(string partitionKey, string rowKey, IEnumerable<string>? select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return _service.Message(RequestMethod.Get, _address.Row(partitionKey, rowKey), QueryText.Select(select));
    }

    private HttpMessage PageMessage(string? filter, int? size, string? select, string? continuation) =>
        _service.Message(RequestMethod.Get, _address.Query, QueryText.Page(filter, size, select, continuation));

    private static Response<T> Found<T>(Response response)
        where T : class, ITableEntity =>
        response.Status == 200
            ? Response.FromValue(EntityReader.Read<T>(Body.Of(response).Span), response)
            : throw TableErrorParser.Failure(response);

    private static Page<T> ReadPage<T>(Response response)
        where T : class, ITableEntity =>
        response.Status == 200
            ? Page<T>.FromValues(EntityReader.ReadPage<T>(Body.Of(response).Span), QueryText.Continuation(response), response)
            : throw TableErrorParser.Failure(response);
}
