using System.Collections.Concurrent;
using System.Diagnostics;

namespace Trad.Functions.Tests.Hosting;

/// <summary>What this process asks the storage for, of one app: what its tables and containers are called is in every address.</summary>
internal sealed class StorageRequests : IDisposable
{
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ActivityListener _listener;

    /// <param name="name">What the names of the app's tables and containers hold.</param>
    /// <param name="work">Whose requests count, with all that it begins; everybody's when absent.</param>
    public StorageRequests(string name, Activity? work = null)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = request =>
            {
                // The host holds its lease beside the work.
                if ((work is null || request.TraceId == work.TraceId)
                    && request.GetTagItem("url.full") is string address && address.Contains(name, StringComparison.Ordinal)
                    && !address.Contains("-host", StringComparison.Ordinal))
                {
                    _asked.Enqueue($"{request.GetTagItem("http.request.method")} {new Uri(address).AbsolutePath}");
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Every request so far, as <c>GET /account/container/blob</c>.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Forgets what was asked so far; how much it was.</summary>
    public int Take()
    {
        var count = 0;
        while (_asked.TryDequeue(out _))
        {
            count++;
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
