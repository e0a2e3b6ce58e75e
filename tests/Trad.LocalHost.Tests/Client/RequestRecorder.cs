using System.Collections.Concurrent;

namespace Trad.LocalHost.Tests.Client;

/// <summary>Remembers which requests were sent.</summary>
internal sealed class RequestRecorder() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<(string Method, string Path)> _sent = [];

    /// <summary>Method and path of each, in order.</summary>
    public IReadOnlyCollection<(string Method, string Path)> Sent => _sent;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _sent.Enqueue((request.Method.Method, request.RequestUri!.AbsolutePath));
        return base.SendAsync(request, cancellationToken);
    }
}
