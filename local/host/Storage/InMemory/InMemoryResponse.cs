using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Collections.Local.Host.Storage.InMemory;

/// <summary>An answer of a storage service. Its body, if any, belongs to it alone and may outlive the call.</summary>
internal sealed class InMemoryResponse(int status, string reason) : Response
{
    private readonly HeaderList _headers = new();

    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public InMemoryResponse With(string header, string value)
    {
        _headers.Add(header, value);
        return this;
    }

    public InMemoryResponse WithBody(string contentType, byte[] body) => WithBody(contentType, new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true));

    public InMemoryResponse WithBody(string contentType, MemoryStream body)
    {
        ContentStream = body;
        return With("Content-Type", contentType);
    }

    protected override bool ContainsHeader(string name) => _headers[name] is not null;

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => _headers.TryGet(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values) => _headers.TryGetAll(name, out values);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => _headers.All;

    public override void Dispose() => ContentStream?.Dispose();
}
