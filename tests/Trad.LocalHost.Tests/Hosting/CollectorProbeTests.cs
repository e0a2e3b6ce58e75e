using System.Net;
using System.Net.Sockets;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Tests.Hosting;

/// <summary>Whoever asks for telemetry is told when nobody listens to it.</summary>
public sealed class CollectorProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Collector_that_listens_is_not_spoken_of()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var said = new List<string>();

        await CollectorProbe.TellAsync(new Uri($"http://{collector.LocalEndpoint}"), said.Add, Cancellation);

        Assert.Empty(said);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "No collector listens at 127.0.0.1:9 (--otlp): Connection refused. Telemetry is lost until one does.")]
    [InlineData("http://no-such-host.invalid:4317", "No collector listens at no-such-host.invalid:4317 (--otlp): ")]
    public async Task Collector_that_does_not_listen_is_told_in_one_line(string address, string expected)
    {
        var said = new List<string>();

        await CollectorProbe.TellAsync(new Uri(address), said.Add, Cancellation);

        Assert.StartsWith(expected, Assert.Single(said), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said[0]);
    }
}
