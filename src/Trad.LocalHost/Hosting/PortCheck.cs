using System.Net;
using System.Net.Sockets;

namespace Trad.LocalHost.Hosting;

/// <summary>Finds a busy port before anything else is started.</summary>
internal static class PortCheck
{
    /// <summary>Does nothing when the port can be listened on.</summary>
    /// <exception cref="StartException">Another program listens on the port, or this user may not.</exception>
    public static void EnsureFree(int port)
    {
        if (port == 0)
        {
            return;
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException busy)
        {
            throw new StartException(
                busy.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {port} is in use by another program; stop it, or choose another with --port (0 takes any free one)."
                    : $"Port {port} cannot be used: {busy.Message}.",
                busy);
        }
    }
}
