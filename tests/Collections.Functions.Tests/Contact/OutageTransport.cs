using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Collections.Functions.Platform;
using Collections.Local.Host.Storage;

namespace Collections.Functions.Tests.Contact;

/// <summary>
/// Storage whose tries number <paramref name="at"/> and those right after it break off: before they take effect, or after. One is made good by the
/// client's own retries; four in a row the caller gets to see.
/// </summary>
internal sealed class OutageTransport(InMemoryStorage storage, int at, int length, bool after) : HttpPipelineTransport
{
    /// <summary>As many as the client has tries for a call.</summary>
    public const int Seen = 4;

    private int tries;

    public int Tries => tries;

    public bool Came => tries >= at;

    public Tables Tables()
    {
        var options = storage.Configure(new TableClientOptions());
        options.Transport = this;
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.MaxDelay = TimeSpan.Zero;
        return new Tables(new TableServiceClient(InMemoryStorage.ConnectionString, options));
    }

    public override Request CreateRequest() => storage.TableTransport.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var breaks = ++tries >= at && tries < at + length;
        if (!breaks || after) await storage.TableTransport.ProcessAsync(message);
        if (!breaks) return;
        if (after) message.Response.Dispose();
        throw new RequestFailedException("The connection broke.", new IOException("The connection broke."));
    }
}
