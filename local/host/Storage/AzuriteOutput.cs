using System.Globalization;
using System.Text;

namespace Collections.Local.Host.Storage;

/// <summary>Reads from Azurite's console which ports it took: it prints them when a service answers.</summary>
internal sealed class AzuriteOutput
{
    private const string Listening = "service is successfully listening at ";
    private const int KeptCharacters = 4_000;

    private readonly TaskCompletionSource<(int Blob, int Table)> _ports = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _said = new();
    private int? _blob;
    private int? _table;

    public Task<(int Blob, int Table)> Ports => _ports.Task;

    /// <summary>Takes a line of standard output; null means that Azurite has closed it, so it ended.</summary>
    public void Read(string? line)
    {
        Note(line);
        if (line is null)
        {
            _ports.TrySetException(new InvalidOperationException($"Azurite ended before its services answered. It said: {this}"));
            return;
        }
        if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
        {
            var port = new Uri(line[(at + Listening.Length)..]).Port;
            if (line.StartsWith("Azurite Blob", StringComparison.Ordinal))
                _blob = port;
            else if (line.StartsWith("Azurite Table", StringComparison.Ordinal))
                _table = port;
        }
        if (_blob is { } blob && _table is { } table)
            _ports.TrySetResult((blob, table));
    }

    public void Note(string? line)
    {
        lock (_said)
        {
            if (!string.IsNullOrWhiteSpace(line) && _said.Length < KeptCharacters)
                _said.Append(CultureInfo.InvariantCulture, $"{line} ");
        }
    }

    public override string ToString()
    {
        lock (_said)
            return _said.Length == 0 ? "nothing" : _said.ToString().TrimEnd();
    }
}
