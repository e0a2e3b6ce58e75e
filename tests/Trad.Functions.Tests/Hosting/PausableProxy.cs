using System.Net.Sockets;
using Trad.Testing;

namespace Trad.Functions.Tests.Hosting;

/// <summary>A TCP proxy before a storage service that can hold everything back for a while, as a storage that hangs does.</summary>
/// <param name="target">The service.</param>
public sealed class PausableProxy(Uri target) : TcpProxy(target)
{
    private TaskCompletionSource? _open;

    /// <summary>Holds back what comes from now on.</summary>
    public void Pause() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets everything go on.</summary>
    public void Resume() => _open?.TrySetResult();

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Resume();
        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override Task ForwardAsync(TcpClient client, TcpClient server, CancellationToken cancellationToken) =>
        Task.WhenAny(CopyAsync(client, server, cancellationToken), CopyAsync(server, client, cancellationToken));

    private async Task CopyAsync(TcpClient from, TcpClient to, CancellationToken cancellationToken)
    {
        var buffer = new byte[65_536];
        while (await from.GetStream().ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            await (_open?.Task ?? Task.CompletedTask);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
