using System.Globalization;
using System.Net.Sockets;

namespace Collections.Local.Host.Storage;

/// <summary>The emulator's well-known account: its name, key and ports are public and the same on every machine.</summary>
internal static class DevelopmentStorage
{
    public const string Shortcut = "UseDevelopmentStorage=true";
    public const string Account = "devstoreaccount1";
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    public const int BlobPort = 10000;
    public const int TablePort = 10002;

    public static string ConnectionString(int blobPort, int tablePort) => string.Create(CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{blobPort}/{Account};TableEndpoint=http://127.0.0.1:{tablePort}/{Account};");

    public static bool IsShortcut(string connectionString) =>
        connectionString.Trim().TrimEnd(';').Equals(Shortcut, StringComparison.OrdinalIgnoreCase);

    public static async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
