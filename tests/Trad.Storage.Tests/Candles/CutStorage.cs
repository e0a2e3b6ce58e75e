using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.Storage.Tests.Candles;

/// <summary>
/// Storage that a process is killed against: of its requests a number is carried out, the next one perhaps too, but its answer and
/// everything after it never comes.
/// </summary>
/// <param name="requests">How many requests are answered.</param>
/// <param name="isLastCarriedOut">Whether the request without an answer is carried out.</param>
internal sealed class CutStorage(int requests, bool isLastCarriedOut) : HttpPipelinePolicy
{
    private int _count;

    /// <summary>Whether there were more requests than are answered.</summary>
    public bool IsCut => Volatile.Read(ref _count) > requests;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var number = Interlocked.Increment(ref _count);
        if (number <= requests)
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
