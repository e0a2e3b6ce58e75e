using Azure.Core;
using Azure.Core.Pipeline;
using Trad.Candles.Stores;

namespace Trad.Storage.Requests;

/// <summary>The SDK's retries, cut to what <see cref="StorageWait"/> leaves of the time.</summary>
internal sealed class WaitingRetryPolicy : RetryPolicy
{
    // So little time is none: the attempt would fail whatever the storage does.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    // The SDK waits 0.8 seconds before the second attempt, and twice as long before each further one.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await base.ProcessAsync(message, pipeline);
        }
        catch (OperationCanceledException slow) when (!message.CancellationToken.IsCancellationRequested)
        {
            // The SDK tells its own time-outs as cancellations, which nobody asked for.
            throw new StorageUnavailableException($"did not answer within {Elapsed(message).TotalSeconds:0.#} seconds", slow);
        }
    }

    /// <inheritdoc/>
    protected override void OnSendingRequest(HttpMessage message) => Limit(message);

    /// <inheritdoc/>
    protected override ValueTask OnSendingRequestAsync(HttpMessage message)
    {
        Limit(message);
        return default;
    }

    /// <inheritdoc/>
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        MayRetry(message) && base.ShouldRetry(message, exception);

    /// <inheritdoc/>
    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        MayRetry(message) && await base.ShouldRetryAsync(message, exception);

    private static void Limit(HttpMessage message)
    {
        if (StorageWait.Longest is { } longest)
        {
            var left = longest - Elapsed(message);
            message.NetworkTimeout = left > Least ? left : Least;
        }
    }

    // The pause before the next attempt doubles with each; one that would end behind the limit is not begun.
    private static bool MayRetry(HttpMessage message) =>
        StorageWait.Longest is not { } longest
            || Elapsed(message) + (FirstPause * Math.Pow(2, message.ProcessingContext.RetryNumber)) < longest;

    private static TimeSpan Elapsed(HttpMessage message) => TimeProvider.System.GetUtcNow() - message.ProcessingContext.StartTime;
}
