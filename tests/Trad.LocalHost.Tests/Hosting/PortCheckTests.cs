using System.Net;
using System.Net.Sockets;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Tests.Hosting;

public sealed class PortCheckTests
{
    [Fact]
    public void Port_in_use_is_refused_with_the_way_out()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = Assert.Throws<StartException>(() => PortCheck.EnsureFree(port));

        Assert.Equal($"Port {port} is in use by another program; stop it, or choose another with --port (0 takes any free one).", refused.Message);
    }

    [Fact]
    public void Port_free_again_or_any_is_accepted()
    {
        var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        other.Stop();

        PortCheck.EnsureFree(port);
        PortCheck.EnsureFree(0);
    }
}
