using System.Net;
using System.Net.Sockets;

namespace Trad.Storage.Tests.Candles;

/// <summary>A TCP proxy that kills a connection after so many bytes from the client, as a killed process or a pulled cable does.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _target;
    private readonly Task _accepting;
    private int _cuts;

    public CuttingProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, with the path of its target.</summary>
    public Uri Address => new UriBuilder(_target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    /// <summary>After how many bytes from the client a connection is cut.</summary>
    public int CutAfter { get; set; } = int.MaxValue;

    /// <summary>Connections cut so far.</summary>
    public int Cuts => _cuts;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_target.Host, _target.Port, _stop.Token);
                await Task.WhenAny(CopyAsync(client, server, CutAfter), CopyAsync(server, client, int.MaxValue));
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
            {
                // One side has gone, so the other goes too.
            }

            // Without lingering, closing is a reset, as when the process is killed.
            client.LingerState = new LingerOption(true, 0);
            server.LingerState = new LingerOption(true, 0);
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, int most)
    {
        var buffer = new byte[4096];
        var left = most;
        while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            await to.GetStream().WriteAsync(buffer.AsMemory(0, Math.Min(count, left)), _stop.Token);
            left -= count;
            if (left <= 0)
            {
                Interlocked.Increment(ref _cuts);
                return;
            }
        }
    }
}
