using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.Storage.Tests.Candles;

/// <summary>
/// Storage that a process is killed against: of its requests a number is carried out, the next one perhaps too, but its answer and
/// everything after it never comes; or, when the storage fails and the process lives, does not come for a while.
/// </summary>
/// <param name="requests">How many requests are answered.</param>
/// <param name="isLastCarriedOut">Whether the first request without an answer is carried out.</param>
/// <param name="outage">How many requests go without an answer.</param>
internal sealed class CutStorage(int requests, bool isLastCarriedOut, int outage = int.MaxValue) : HttpPipelinePolicy
{
    private int _count;

    /// <summary>Whether there were more requests than are answered.</summary>
    public bool IsCut => Volatile.Read(ref _count) > requests;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var number = Interlocked.Increment(ref _count);
        if (number <= requests || number - requests > outage)
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        if (number == requests + 1 && isLastCarriedOut)
        {
            await ProcessNextAsync(message, pipeline);
        }

        throw new RequestFailedException(503, "The process is gone.");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
}
