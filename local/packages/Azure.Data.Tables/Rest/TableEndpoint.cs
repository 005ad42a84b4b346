using System.Globalization;
using System.Net;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The account's address, taken apart once.</summary>
internal sealed class TableEndpoint
{
    private readonly string _scheme;
    private readonly string _host;
    private readonly int _port;
    private readonly string _query;

    public TableEndpoint(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        Uri = uri;
        _scheme = uri.Scheme;
        _host = uri.Host;
        _port = uri.Port;
        _query = uri.Query.TrimStart('?');
        Path = uri.AbsolutePath.TrimEnd('/');
        AccountName = IsNamedByPath(uri) ? Path.Split('/', 3) is [_, string account, ..] ? account : "" : _host.Split('.')[0];
        Root = string.Create(CultureInfo.InvariantCulture, $"{_scheme}://{(uri.IsDefaultPort ? _host : $"{_host}:{_port}")}{Path}");
    }

    public Uri Uri { get; }

    /// <summary>What stands before a table's name: nothing, or the account's name with emulators.</summary>
    public string Path { get; }

    /// <summary>The whole address before a table's name, without a trailing slash.</summary>
    public string Root { get; }

    public string AccountName { get; }

    public void Write(RequestUriBuilder target, string path, string? query)
    {
        target.Scheme = _scheme;
        target.Host = _host;
        target.Port = _port;
        target.AppendPath(path, escape: false);
        if (_query.Length > 0)
            query = query is null ? _query : $"{query}&{_query}";
        if (query is not null)
            target.Query = query;
    }

    private static bool IsNamedByPath(Uri uri) =>
        IPAddress.TryParse(uri.Host, out _) || !uri.Host.Contains('.', StringComparison.Ordinal);
}
