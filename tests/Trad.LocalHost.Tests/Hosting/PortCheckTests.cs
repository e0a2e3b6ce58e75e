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

        var refused = Assert.Throws<StartException>(() => PortCheck.EnsureFree(port, IPAddress.Loopback));

        Assert.Equal(
            $"Port {port} is in use by another program; stop it, or choose another with --port (0 takes any free one).", refused.Message);
    }

    [Fact]
    public void Port_free_again_or_any_is_accepted()
    {
        var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        other.Stop();

        PortCheck.EnsureFree(port, IPAddress.Loopback);
        PortCheck.EnsureFree(0, IPAddress.Loopback);
    }

    [Fact]
    public void Address_of_another_machine_is_refused_by_its_name()
    {
        var refused = Assert.Throws<StartException>(() => PortCheck.EnsureFree(0, IPAddress.Parse("192.0.2.1")));

        Assert.Equal("--listen is '192.0.2.1', which is no address of this machine.", refused.Message);
    }
}
