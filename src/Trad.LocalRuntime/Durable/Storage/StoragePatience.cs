using Azure;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>
/// Waits for storage: what has to be written is tried until it is, or the host stops. What storage refuses for good, because it is
/// wrong or too large, it would refuse for ever: that is told at once.
/// </summary>
internal sealed class StoragePatience
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    private readonly ResiliencePipeline _attempts;

    /// <summary>Patience without end.</summary>
    /// <param name="log">Hears of each attempt that failed.</param>
    /// <param name="clock">What the pauses between attempts are measured by.</param>
    public StoragePatience(ILogger log, TimeProvider clock) =>
        _attempts = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static attempt => ValueTask.FromResult(
                    attempt.Outcome.Exception is { } refused && IsPassing(refused, attempt.Context.CancellationToken)),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                OnRetry = attempt =>
                {
                    log.LogWarning(
                        "Storage did not take {What}: {Reason}; trying again",
                        attempt.Context.OperationKey, attempt.Outcome.Exception!.Message.Split('\n')[0]);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    /// <summary>Whether an exception says that storage did not do what it was asked, for whatever reason.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="cancellationToken">
    /// The token that ended the attempt if it was not storage: its client also reports time-outs as cancellations.
    /// </param>
    public static bool IsStorageFailure(Exception failure, CancellationToken cancellationToken) =>
        failure is RequestFailedException or AggregateException or IOException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>Whether storage refuses the request itself, so that the same one will never be taken.</summary>
    public static bool IsForGood(Exception failure) => failure is RequestFailedException { Status: 400 or 413 };

    /// <summary>Why something failed, in one line without an end; of storage what it answered.</summary>
    public static string ReasonOf(Exception failure) => failure is RequestFailedException { Status: > 0 } refused
        ? $"storage answers {refused.Status} {refused.ErrorCode}".TrimEnd()
        : failure.Message.Split('\n')[0].TrimEnd('.', '\r', ' ');

    /// <summary>Does something that needs storage, again and again until it succeeds.</summary>
    /// <param name="what">What it is, for the log.</param>
    /// <param name="attempt">Does it; may be done twice, since an answer may be lost.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="RequestFailedException">Storage will never take it.</exception>
    public async Task<T> UntilDoneAsync<T>(string what, Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(what, cancellationToken);
        try
        {
            return await _attempts.ExecuteAsync(static async (_, work) => await work(), context, attempt);
        }
        catch (Exception refused) when (cancellationToken.IsCancellationRequested && IsPassing(refused, cancellationToken))
        {
            // The library hands out the last failure when it was cancelled behind it; whoever stops expects to hear of that.
            throw new OperationCanceledException(refused.Message, refused, cancellationToken);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc cref="UntilDoneAsync{T}"/>
    public Task UntilDoneAsync(string what, Func<Task> attempt, CancellationToken cancellationToken) => UntilDoneAsync(
        what,
        async () =>
        {
            await attempt();
            return true;
        },
        cancellationToken);

    private static bool IsPassing(Exception failure, CancellationToken cancellationToken) =>
        IsStorageFailure(failure, cancellationToken) && !IsForGood(failure);
}
