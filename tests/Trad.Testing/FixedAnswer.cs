using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trad.Testing;

/// <summary>A server that gives every request the same answer, whatever it asks, and closes the connection.</summary>
public sealed class FixedAnswer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly byte[] _answer;
    private readonly Task _answering;

    /// <summary>Starts it.</summary>
    /// <param name="answer">What goes out on the wire, its headers included.</param>
    public FixedAnswer(string answer)
    {
        _answer = Encoding.ASCII.GetBytes(answer);
        _listener.Start();
        _answering = AnswerAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_ending.Token);
            try
            {
                // What is asked here has no body and fits into a buffer.
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[16_384], _ending.Token);
                await stream.WriteAsync(_answer, _ending.Token);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (IOException)
            {
                // Whoever asked has gone.
            }
        }
    }
}
