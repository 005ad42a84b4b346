using Azure.Data.Tables;
using Collections.Local.Host.Storage;
using Collections.Packages.Tests.Tables;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Collections.Packages.Tests.Tables;

/// <summary>One Azurite for the suite; every test takes a table of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;
    private int _tables;

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
    }

    public async Task<TableClient> NewTableAsync()
    {
        var table = new TableClient(ConnectionString, $"Test{Interlocked.Increment(ref _tables)}");
        await table.CreateAsync();
        return table;
    }
}
