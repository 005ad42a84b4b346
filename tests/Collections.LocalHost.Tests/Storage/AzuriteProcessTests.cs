using System.Diagnostics;
using Azure.Storage.Blobs;
using Collections.Local.Host.Storage;

namespace Collections.LocalHost.Tests.Storage;

public sealed class AzuriteProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_keeps_what_was_written_when_it_is_stopped_and_started_on_the_same_folder()
    {
        var folder = Directory.CreateTempSubdirectory("azurite").FullName;
        try
        {
            await using (var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder }, Cancellation))
            {
                var container = new BlobContainerClient(azurite.ConnectionString, "kept");
                await container.CreateAsync(cancellationToken: Cancellation);
                await container.UploadBlobAsync("note", BinaryData.FromString("still here"), Cancellation);
            }
            await using (var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder }, Cancellation))
            {
                var note = await new BlobContainerClient(azurite.ConnectionString, "kept").GetBlobClient("note").DownloadContentAsync(Cancellation);
                Assert.Equal("still here", note.Value.Content.ToString());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Its_process_has_ended_when_it_is_disposed()
    {
        var azurite = await AzuriteProcess.StartAsync(cancellation: Cancellation);
        var id = azurite.ProcessId;
        Assert.False(Process.GetProcessById(id).HasExited);
        await azurite.DisposeAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    [Fact]
    public async Task Two_run_side_by_side_on_ports_of_their_own()
    {
        await using var one = await AzuriteProcess.StartAsync(cancellation: Cancellation);
        await using var other = await AzuriteProcess.StartAsync(cancellation: Cancellation);
        Assert.NotEqual(one.ConnectionString, other.ConnectionString);
    }

    [Fact]
    public async Task Another_account_than_the_emulators_starts_nothing()
    {
        Assert.Null(await AzuriteProcess.StartIfNeededAsync("AccountName=bank;AccountKey=a2V5;", cancellation: Cancellation));
        Assert.False(await AzuriteProcess.IsListeningAsync("AccountName=bank;AccountKey=a2V5;", Cancellation));
    }
}
