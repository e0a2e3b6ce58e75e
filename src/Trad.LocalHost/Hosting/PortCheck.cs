using System.Net;
using System.Net.Sockets;

namespace Trad.LocalHost.Hosting;

/// <summary>Finds a busy port before anything else is started.</summary>
internal static class PortCheck
{
    /// <summary>Does nothing when the port can be listened on; 0 stands for any free one.</summary>
    /// <exception cref="StartException">
    /// Another program listens on the port, this user may not, or the address is not this machine's.
    /// </exception>
    public static void EnsureFree(int port, IPAddress address)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException busy)
        {
            throw new StartException(
                busy.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse =>
                        $"Port {port} is in use by another program; stop it, or choose another with --port (0 takes any free one).",
                    SocketError.AddressNotAvailable => $"--listen is '{address}', which is no address of this machine.",
                    _ => $"Port {port} cannot be used: {busy.Message}.",
                },
                busy);
        }
    }
}
