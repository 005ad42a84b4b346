using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Collections.Functions.Platform;
using Collections.Local.Host.Storage;

namespace Collections.Functions.Tests.Contact;

/// <summary>Keeps what tables answer.</summary>
internal sealed class CountingTransport(InMemoryStorage storage) : HttpPipelineTransport
{
    /// <summary>The bodies of all answers, in order.</summary>
    public List<string> Answers { get; } = [];

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
        await storage.TableTransport.ProcessAsync(message);
        if (message.Response.ContentStream is not { } body) return;
        using var copy = new MemoryStream();
        await body.CopyToAsync(copy);
        Answers.Add(System.Text.Encoding.UTF8.GetString(copy.ToArray()));
        message.Response.ContentStream = new MemoryStream(copy.ToArray());
    }
}
