using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trad.Functions.Training.Streams;

/// <summary>A response that goes on as long as there is something to tell, and no longer than a stream may.</summary>
internal sealed class EventStream
{
    // Streams that began together, after a restart, do not end together.
    private const int Spread = 5;

    private readonly HttpResponse _response;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellation;
    private readonly TimeSpan _heartbeat;
    private readonly TimeSpan _life;
    private readonly long _started;

    public EventStream(HttpResponse response, StreamOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        _response = response;
        _clock = clock;
        _cancellation = cancellationToken;
        _heartbeat = TimeSpan.FromSeconds(options.HeartbeatSeconds);
        var shorter = (uint)response.HttpContext.TraceIdentifier.GetHashCode(StringComparison.Ordinal) / (double)uint.MaxValue / Spread;
        _life = TimeSpan.FromSeconds(options.LifeSeconds * (1 - shorter));
        _started = clock.GetTimestamp();
    }

    /// <summary>Sends the head, so that the client knows that it is connected, and when to come back should the connection break.</summary>
    public async Task StartAsync()
    {
        _response.ContentType = "text/event-stream";

        // Nothing between here and the reader may keep, collect or compress the events.
        _response.Headers.CacheControl = "no-cache, no-transform";
        _response.Headers["X-Accel-Buffering"] = "no";
        _response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await SendAsync(ServerSentEvent.Opening);
        await FlushAsync();
    }

    /// <summary>Writes an event; it leaves with the next flush.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> frame) => await _response.Body.WriteAsync(frame, _cancellation);

    /// <summary>Sends what was written.</summary>
    public Task FlushAsync() => _response.Body.FlushAsync(_cancellation);

    /// <summary>
    /// Waits until there is something to send, with a heartbeat now and then; false when the stream has lived long enough and shall end.
    /// </summary>
    public async Task<bool> WaitAsync(Task change)
    {
        while (_life - _clock.GetElapsedTime(_started) is var left && left > TimeSpan.Zero)
        {
            try
            {
                await change.WaitAsync(left < _heartbeat ? left : _heartbeat, _clock, _cancellation);
                return true;
            }
            catch (TimeoutException)
            {
                await SendAsync(ServerSentEvent.Heartbeat);
                await FlushAsync();
            }
        }

        return false;
    }
}
