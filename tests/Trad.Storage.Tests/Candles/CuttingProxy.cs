using System.Net.Sockets;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>A TCP proxy that kills a connection after so many bytes from the client, as a killed process or a pulled cable does.</summary>
/// <param name="target">The service.</param>
internal sealed class CuttingProxy(Uri target) : TcpProxy(target)
{
    private int _cuts;

    /// <summary>After how many bytes from the client a connection is cut.</summary>
    public int CutAfter { get; set; } = int.MaxValue;

    /// <summary>Connections cut so far.</summary>
    public int Cuts => _cuts;

    /// <inheritdoc/>
    protected override Task ForwardAsync(TcpClient client, TcpClient server, CancellationToken cancellationToken) =>
        Task.WhenAny(CopyAsync(client, server, CutAfter, cancellationToken), CopyAsync(server, client, int.MaxValue, cancellationToken));

    /// <inheritdoc/>
    protected override void BeforeClose(TcpClient client, TcpClient server)
    {
        // Without lingering, closing is a reset, as when the process is killed.
        client.LingerState = new LingerOption(true, 0);
        server.LingerState = new LingerOption(true, 0);
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, int most, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var left = most;
        while (await from.GetStream().ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            await to.GetStream().WriteAsync(buffer.AsMemory(0, Math.Min(count, left)), cancellationToken);
            left -= count;
            if (left <= 0)
            {
                Interlocked.Increment(ref _cuts);
                return;
            }
        }
    }
}
