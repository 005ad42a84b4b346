using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one storage account.</summary>
public class TableServiceClient
{
    private readonly TableService _service = null!;

    protected TableServiceClient()
    {
    }

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        _service = TableService.Connect(connectionString, options);

    /// <param name="endpoint">The account's address with a shared access signature as its query.</param>
    public TableServiceClient(Uri endpoint, TableClientOptions? options = null) => _service = TableService.Connect(endpoint, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        _service = TableService.Connect(endpoint, tokenCredential, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        _service = TableService.Connect(endpoint, credential, options);

    public virtual string AccountName => _service.AccountName;

    public virtual Uri Uri => _service.Endpoint.Uri;

    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Format(filter);

    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => FilterTranslator.Translate(filter) ?? "";

    /// <summary>A client for one table, which need not exist; it shares this client's connections.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(_service, tableName);

    public virtual async Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        await Tables.CreateAsync(_service, tableName, mayExist: false, cancellationToken).ConfigureAwait(false);

    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default) =>
        Tables.Create(_service, tableName, mayExist: false, cancellationToken);

    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        await Tables.CreateAsync(_service, tableName, mayExist: true, cancellationToken).ConfigureAwait(false);

    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default) =>
        Tables.Create(_service, tableName, mayExist: true, cancellationToken);

    /// <summary>Deletes a table. If there is none, the answer is the service's 404, not an exception.</summary>
    public virtual async Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        await Tables.DeleteAsync(_service, tableName, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="DeleteTableAsync" />
    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default) =>
        Tables.Delete(_service, tableName, cancellationToken);

    /// <summary>Lists the tables that an OData filter over <c>TableName</c> lets through.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new AsyncPages<TableItem>(
            async (continuation, size, token) =>
            {
                using HttpMessage message = Tables.ListMessage(_service, filter, continuation, size);
                await _service.SendAsync(message, token).ConfigureAwait(false);
                return Tables.ReadList(message.Response);
            },
            maxPerPage,
            cancellationToken);

    /// <inheritdoc cref="QueryAsync(string, int?, CancellationToken)" />
    public virtual Pageable<TableItem> Query(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new SyncPages<TableItem>(
            (continuation, size) =>
            {
                using HttpMessage message = Tables.ListMessage(_service, filter, continuation, size);
                _service.Send(message, cancellationToken);
                return Tables.ReadList(message.Response);
            },
            maxPerPage);
}
