using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table.</summary>
/// <remarks>Failures are <see cref="RequestFailedException"/>s with the service's status and error code.</remarks>
public partial class TableClient
{
    private readonly TableService _service = null!;
    private readonly TableAddress _address = null!;
    private readonly string _name = null!;

    protected TableClient()
    {
    }

    public TableClient(string connectionString, string tableName)
        : this(TableService.Connect(connectionString, null), tableName)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TableService.Connect(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableService.Connect(endpoint, tokenCredential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(TableService.Connect(endpoint, credential, null), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TableService.Connect(endpoint, credential, options), tableName)
    {
    }

    internal TableClient(TableService service, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _service = service;
        _name = tableName;
        _address = new TableAddress(service.Endpoint, tableName);
    }

    public virtual string Name => _name;

    public virtual string AccountName => _service.AccountName;

    public virtual Uri Uri => new($"{_service.Endpoint.Root}/{_name}");

    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        await Tables.CreateAsync(_service, _name, mayExist: false, cancellationToken).ConfigureAwait(false);

    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) =>
        Tables.Create(_service, _name, mayExist: false, cancellationToken);

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        await Tables.CreateAsync(_service, _name, mayExist: true, cancellationToken).ConfigureAwait(false);

    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) =>
        Tables.Create(_service, _name, mayExist: true, cancellationToken);

    /// <summary>Deletes the table. If there is none, the answer is the service's 404, not an exception.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        await Tables.DeleteAsync(_service, _name, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="DeleteAsync" />
    public virtual Response Delete(CancellationToken cancellationToken = default) => Tables.Delete(_service, _name, cancellationToken);
}
