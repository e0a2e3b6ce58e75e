using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>
/// A TCP proxy before a storage service that never passes on a request of a certain form, as a storage that hangs does: whoever sent it
/// stands still from then on, however fast the machine is.
/// </summary>
/// <param name="target">The service.</param>
/// <param name="request">The first line of the requests that are held.</param>
internal sealed class HoldingProxy(Uri target, Regex request) : TcpProxy(target)
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a request is held.</summary>
    public Task Held => _held.Task;

    /// <inheritdoc/>
    protected override Task ForwardAsync(TcpClient client, TcpClient server, CancellationToken cancellationToken) =>
        Task.WhenAny(CopyAsync(client, server, isRequest: true, cancellationToken), CopyAsync(server, client, false, cancellationToken));

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isRequest, CancellationToken cancellationToken)
    {
        var buffer = new byte[65_536];
        while (await from.GetStream().ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (isRequest && request.IsMatch(Encoding.ASCII.GetString(buffer, 0, count)))
            {
                _held.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
