using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Collections.LocalHost.Tests.Storage;

/// <summary>What the product relies on in the Blob service; every implementation must agree.</summary>
public abstract class BlobContractTests(BlobServiceClient service)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blob_comes_back_with_its_metadata_and_type()
    {
        var blob = (await CreateContainer()).GetBlobClient("exports/bank 銀行/2026-01-31 (1)+a%.csv");
        await blob.UploadAsync(BinaryData.FromString("a;b\n1;2\n"), new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv" },
            Metadata = new Dictionary<string, string> { ["rows"] = "1" },
        }, Cancellation);
        var content = (await blob.DownloadContentAsync(Cancellation)).Value;
        Assert.Equal("a;b\n1;2\n", content.Content.ToString());
        Assert.Equal(("text/csv", "1"), (content.Details.ContentType, content.Details.Metadata["rows"]));
        var properties = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value;
        Assert.Equal((8, "text/csv", "1", content.Details.ETag), (properties.ContentLength, properties.ContentType, properties.Metadata["rows"], properties.ETag));
        Assert.Equal(BlobType.Block, properties.BlobType);
    }

    [Fact]
    public async Task A_missing_blob_or_container_is_told_apart()
    {
        var container = await CreateContainer();
        await Refused(404, "BlobNotFound", () => container.GetBlobClient("none").DownloadContentAsync(Cancellation));
        await Refused(404, "BlobNotFound", () => container.GetBlobClient("none").GetPropertiesAsync(cancellationToken: Cancellation));
        var missing = service.GetBlobContainerClient(NewName());
        await Refused(404, "ContainerNotFound", () => missing.GetBlobClient("x").UploadAsync(BinaryData.FromString("x"), true, Cancellation));
        await Refused(404, "ContainerNotFound", () => missing.GetBlobsAsync(cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask());
        Assert.False(await container.GetBlobClient("none").ExistsAsync(Cancellation));
        Assert.False(await missing.ExistsAsync(Cancellation));
        Assert.True(await container.ExistsAsync(Cancellation));
        Assert.False(await container.GetBlobClient("none").DeleteIfExistsAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_write_keeps_to_its_condition()
    {
        var blob = (await CreateContainer()).GetBlobClient("index");
        var absent = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        await blob.UploadAsync(BinaryData.FromString("1"), absent, Cancellation);
        await Refused(409, "BlobAlreadyExists", () => blob.UploadAsync(BinaryData.FromString("2"), absent, Cancellation));
        await Refused(409, "BlobAlreadyExists", () => blob.UploadAsync(BinaryData.FromString("2"), overwrite: false, Cancellation));

        var first = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value.ETag;
        var asRead = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = first } };
        await blob.UploadAsync(BinaryData.FromString("2"), asRead, Cancellation);
        await Refused(412, "ConditionNotMet", () => blob.UploadAsync(BinaryData.FromString("3"), asRead, Cancellation));
        await Refused(412, "ConditionNotMet", () => blob.DeleteAsync(conditions: new BlobRequestConditions { IfMatch = first }, cancellationToken: Cancellation));
        Assert.Equal("2", (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString());
    }

    [Fact]
    public async Task A_read_keeps_to_its_condition()
    {
        var blob = (await CreateContainer()).GetBlobClient("file");
        var first = (await blob.UploadAsync(BinaryData.FromString("1"), true, Cancellation)).Value.ETag;
        var second = (await blob.UploadAsync(BinaryData.FromString("2"), true, Cancellation)).Value.ETag;
        await Refused(412, "ConditionNotMet", () => blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = first } }, Cancellation));
        var same = await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = second } }, Cancellation);
        Assert.Equal("2", same.Value.Content.ToString());
        Assert.Equal(304, (await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = second } }, Cancellation)).GetRawResponse().Status);
    }

    [Fact]
    public async Task A_large_blob_is_written_in_blocks_and_read_in_ranges()
    {
        var blob = (await CreateContainer()).GetBlobClient("large");
        var bytes = new byte[300_000];
        new Random(7).NextBytes(bytes);
        await blob.UploadAsync(new MemoryStream(bytes), new BlobUploadOptions
        {
            TransferOptions = new Azure.Storage.StorageTransferOptions { InitialTransferSize = 64 * 1024, MaximumTransferSize = 64 * 1024 },
            Metadata = new Dictionary<string, string> { ["kind"] = "large" },
        }, Cancellation);
        Assert.Equal(bytes, (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToArray());

        var across = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(60_000, 20_000) }, Cancellation);
        Assert.Equal(bytes[60_000..80_000], across.Value.Content.ToArray());
        var end = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(299_990, 100) }, Cancellation);
        Assert.Equal(bytes[299_990..], end.Value.Content.ToArray());

        await using var stream = await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = 50_000 }, Cancellation);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancellation);
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public async Task A_stream_writes_a_blob_that_appears_when_it_is_closed()
    {
        var container = await CreateContainer();
        var blob = container.GetBlobClient("written");
        await using (var stream = await blob.OpenWriteAsync(overwrite: true, new BlobOpenWriteOptions { BufferSize = 1000 }, Cancellation))
            for (var line = 0; line < 500; line++)
                await stream.WriteAsync("0123456789"u8.ToArray(), Cancellation);
        Assert.Equal(string.Concat(Enumerable.Repeat("0123456789", 500)), (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString());
    }

    [Fact]
    public async Task A_block_list_may_keep_blocks_of_the_blob_and_must_know_all()
    {
        var blob = (await CreateContainer()).GetBlockBlobClient("blocks");
        var (a, b, c) = (BlockId("a"), BlockId("b"), BlockId("c"));
        await blob.StageBlockAsync(a, new MemoryStream("one "u8.ToArray()), cancellationToken: Cancellation);
        await blob.StageBlockAsync(b, new MemoryStream("two "u8.ToArray()), cancellationToken: Cancellation);
        Assert.False(await blob.ExistsAsync(Cancellation));
        await blob.CommitBlockListAsync([a, b], cancellationToken: Cancellation);
        await blob.StageBlockAsync(c, new MemoryStream("three"u8.ToArray()), cancellationToken: Cancellation);
        await blob.CommitBlockListAsync([b, a, c], cancellationToken: Cancellation);
        Assert.Equal("two one three", (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString());
        await Refused(400, "InvalidBlockList", () => blob.CommitBlockListAsync([a, BlockId("x")], cancellationToken: Cancellation));
    }

    [Fact]
    public async Task An_empty_blob_can_be_read()
    {
        var blob = (await CreateContainer()).GetBlobClient("empty");
        await blob.UploadAsync(BinaryData.FromString(""), true, Cancellation);
        Assert.Empty((await blob.DownloadContentAsync(Cancellation)).Value.Content.ToArray());
        await using var stream = await blob.OpenReadAsync(cancellationToken: Cancellation);
        Assert.Equal(-1, stream.ReadByte());
    }

    [Fact]
    public async Task Blobs_are_listed_by_prefix_in_pages_in_order()
    {
        var container = await CreateContainer();
        foreach (var name in new[] { "b/2", "a/1", "b/10", "b/1", "c", "b/sub/x", "b&<x>" })
            await container.UploadBlobAsync(name, BinaryData.FromString(name), Cancellation);
        var names = new List<string>();
        await foreach (var page in container.GetBlobsAsync(prefix: "b", cancellationToken: Cancellation).AsPages(pageSizeHint: 2))
        {
            Assert.True(page.Values.Count <= 2);
            names.AddRange(page.Values.Select(blob => blob.Name));
        }
        Assert.Equal(["b&<x>", "b/1", "b/10", "b/2", "b/sub/x"], names);
        var folders = await container.GetBlobsByHierarchyAsync(prefix: "b/", delimiter: "/", cancellationToken: Cancellation).ToListAsync(Cancellation);
        Assert.Equal(["b/1", "b/10", "b/2", "b/sub/"], folders.Select(item => item.IsPrefix ? item.Prefix : item.Blob.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_listing_tells_what_the_blob_itself_tells()
    {
        var container = await CreateContainer();
        var blob = container.GetBlobClient("one");
        await blob.UploadAsync(BinaryData.FromString("four"), true, Cancellation);
        await blob.SetMetadataAsync(new Dictionary<string, string> { ["seen"] = "yes" }, cancellationToken: Cancellation);
        var item = Assert.Single(await container.GetBlobsAsync(BlobTraits.Metadata, cancellationToken: Cancellation).ToListAsync(Cancellation));
        var properties = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value;
        Assert.Equal(("yes", 4L, properties.LastModified), (item.Metadata["seen"], item.Properties.ContentLength!.Value, item.Properties.LastModified!.Value));
        Assert.Equal(properties.ETag.ToString().Trim('"'), item.Properties.ETag!.Value.ToString());
    }

    [Fact]
    public async Task Containers_are_created_once_listed_and_deleted()
    {
        var container = service.GetBlobContainerClient(NewName());
        await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await Refused(409, "ContainerAlreadyExists", () => container.CreateAsync(cancellationToken: Cancellation));
        Assert.Contains(container.Name, (await service.GetBlobContainersAsync(prefix: container.Name, cancellationToken: Cancellation).ToListAsync(Cancellation)).Select(item => item.Name));
        await container.DeleteAsync(cancellationToken: Cancellation);
        Assert.False(await container.ExistsAsync(Cancellation));
    }

    private async Task<BlobContainerClient> CreateContainer()
    {
        var container = service.GetBlobContainerClient(NewName());
        await container.CreateAsync(cancellationToken: Cancellation);
        return container;
    }

    private static string NewName() => "c" + Guid.NewGuid().ToString("N");

    private static string BlockId(string id) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(id));

    private static async Task Refused(int status, string code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(call);
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
    }
}
