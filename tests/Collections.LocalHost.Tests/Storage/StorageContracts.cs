using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Collections.Local.Host.Storage;

namespace Collections.LocalHost.Tests.Storage;

public sealed class InMemoryTableTests() : TableContractTests(InMemoryStorage.Create().Tables);

public sealed class InMemoryBlobTests() : BlobContractTests(InMemoryStorage.Create().Blobs);

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTableTests(AzuriteFixture azurite) : TableContractTests(new TableServiceClient(azurite.ConnectionString));

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteBlobTests(AzuriteFixture azurite) : BlobContractTests(new BlobServiceClient(azurite.ConnectionString));
