using System.Net;
using System.Net.Sockets;

namespace Collections.Local.Host.Http;

/// <summary>
/// Takes the port before anything is configured: the app's settings hold addresses of this host, and a free port
/// is known only once it is taken. Kestrel then listens on this very socket.
/// </summary>
internal static class LoopbackSocket
{
    private const int Backlog = 512;

    /// <exception cref="InvalidOperationException">The port is in use.</exception>
    public static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));

            // Bound only, two hosts could have the same port.
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new InvalidOperationException($"Port {port} is not free on 127.0.0.1. Choose another one, or 0 for any.", e);
        }
    }
}
