using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Collections.Local.Host.Storage.InMemory;

/// <summary>A request that never leaves the process.</summary>
internal sealed class InMemoryRequest : Request
{
    private string? _clientRequestId;

    public HeaderList HeaderList { get; } = new();

    public override string ClientRequestId
    {
        get => _clientRequestId ??= Guid.NewGuid().ToString();
        set => _clientRequestId = value;
    }

    protected override void AddHeader(string name, string value) => HeaderList.Add(name, value);

    protected override void SetHeader(string name, string value) => HeaderList.Set(name, value);

    protected override bool RemoveHeader(string name) => HeaderList.Remove(name);

    protected override bool ContainsHeader(string name) => HeaderList[name] is not null;

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => HeaderList.TryGet(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values) => HeaderList.TryGetAll(name, out values);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => HeaderList.All;

    public override void Dispose()
    {
    }
}
