using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trad.Functions.Streams;

/// <summary>A response that goes on as long as there is something to tell.</summary>
internal sealed class EventStream(HttpResponse response, TimeProvider clock, CancellationToken cancellationToken)
{
    // Shorter than the idle limits of proxies, and than what a person waits before reloading the page.
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);

    /// <summary>Sends the head, so that the client knows that it is connected.</summary>
    public async Task StartAsync()
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await SendAsync(ServerSentEvent.Heartbeat);
        await FlushAsync();
    }

    /// <summary>Writes an event; it leaves with the next flush.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> frame) => await response.Body.WriteAsync(frame, cancellationToken);

    /// <summary>Sends what was written.</summary>
    public Task FlushAsync() => response.Body.FlushAsync(cancellationToken);

    /// <summary>Waits for news, sending a heartbeat now and then.</summary>
    public async Task WaitAsync(Task news)
    {
        while (await Task.WhenAny(news, Task.Delay(HeartbeatInterval, clock, cancellationToken)) != news)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await SendAsync(ServerSentEvent.Heartbeat);
            await FlushAsync();
        }
    }
}
