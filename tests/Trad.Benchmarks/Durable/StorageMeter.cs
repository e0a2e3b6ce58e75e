using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.Benchmarks.Durable;

/// <summary>Counts the requests to storage and the time until their answers.</summary>
internal sealed class StorageMeter : HttpPipelinePolicy
{
    private long _calls;
    private long _ticks;

    /// <summary>Requests so far.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Time that requests took, added up; requests side by side count each.</summary>
    public TimeSpan Time => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks));

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var started = Stopwatch.GetTimestamp();
        await ProcessNextAsync(message, pipeline);
        Count(started);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var started = Stopwatch.GetTimestamp();
        ProcessNext(message, pipeline);
        Count(started);
    }

    private void Count(long started)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - started);
    }
}
