using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Collections.Functions.Platform;
using Collections.Local.Host.Storage;

namespace Collections.Functions.Tests.Contact;

/// <summary>Storage calls of one worker; just before the n-th, something else happens from beginning to end.</summary>
internal sealed class InterruptedTransport(InMemoryStorage storage, int at, Func<Task> meanwhile) : HttpPipelineTransport
{
    private int calls;

    public bool Interrupted => calls >= at;

    public Tables Tables()
    {
        var options = storage.Configure(new TableClientOptions());
        options.Transport = this;
        return new Tables(new TableServiceClient(InMemoryStorage.ConnectionString, options));
    }

    public override Azure.Core.Request CreateRequest() => storage.TableTransport.CreateRequest();

    public override void Process(Azure.Core.HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(Azure.Core.HttpMessage message)
    {
        if (++calls == at) await meanwhile();
        await storage.TableTransport.ProcessAsync(message);
    }
}
