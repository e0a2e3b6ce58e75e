using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.LocalRuntime.Durable.Hub;

/// <summary>
/// What this host knows of its right to the hub. When the lease may have run out, because storage did not renew it or because the
/// machine slept, another host may have the hub: nothing of the engine is written until the lease has been renewed.
/// </summary>
/// <remarks>
/// The time is taken before a renewal is sent, by the time of day and by the system's ticks, whichever says more: ticks stand still
/// while a machine sleeps, the time of day may be set.
/// </remarks>
internal sealed class HubHold(TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    /// <summary>How long storage grants the lease.</summary>
    public static readonly TimeSpan Granted = TimeSpan.FromSeconds(30);

    // A write that was sent before the end arrives after it.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(4);

    private readonly Lock _gate = new();
    private (long Ticks, DateTimeOffset Time)? _renewed;

    /// <summary>How long ago the lease was renewed; zero while there is none to hold.</summary>
    public TimeSpan Age
    {
        get
        {
            lock (_gate)
            {
                if (_renewed is not { } renewed)
                {
                    return TimeSpan.Zero;
                }

                var (byTicks, byTime) = (clock.GetElapsedTime(renewed.Ticks), clock.GetUtcNow() - renewed.Time);
                return byTicks > byTime ? byTicks : byTime;
            }
        }
    }

    /// <summary>Whether another host may have the hub by now.</summary>
    public bool HasRunOut => Age >= Granted - Margin;

    /// <summary>Now, to be passed to <see cref="Renew"/> when storage has granted what is asked for now.</summary>
    public (long Ticks, DateTimeOffset Time) Now => (clock.GetTimestamp(), clock.GetUtcNow());

    /// <summary>Storage has granted the lease.</summary>
    public void Renew((long Ticks, DateTimeOffset Time) asked)
    {
        lock (_gate)
        {
            _renewed = asked;
        }
    }

    /// <summary>The hub is given back; there is nothing to hold any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _renewed = null;
        }
    }

    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message)
    {
        if (HasRunOut && IsWrite(message.Request))
        {
            throw new RequestFailedException("The lease of the hub has run out and could not be renewed yet.");
        }
    }

    private static bool IsWrite(Request request) =>
        request.Method != RequestMethod.Get && request.Method != RequestMethod.Head
        && !request.Uri.Query.Contains("comp=lease", StringComparison.Ordinal);
}
