using Polly;
using Polly.Retry;

namespace Trad.Storage.Requests;

/// <summary>
/// Tries what holds only for the version that was read until nobody else was first: behind each attempt that came second it
/// waits by chance, and longer the oftener that was, so that two do not stumble over each other for ever.
/// </summary>
internal sealed class OptimisticRetry
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly ResiliencePipeline<bool> _attempts;

    /// <summary>Retries with a limit.</summary>
    /// <param name="mostAttempts">The attempts before it is given up, at least two.</param>
    /// <param name="clock">What the pauses are measured by; null for the system's.</param>
    public OptimisticRetry(int mostAttempts, TimeProvider? clock = null) =>
        _attempts = new ResiliencePipelineBuilder<bool> { TimeProvider = clock ?? TimeProvider.System }
            .AddRetry(new RetryStrategyOptions<bool>
            {
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome is { Exception: null, Result: false }),
                MaxRetryAttempts = mostAttempts - 1,
                DelayGenerator = static attempt => ValueTask.FromResult<TimeSpan?>(PauseBehind(attempt.AttemptNumber + 1)),
            })
            .Build();

    /// <summary>The pause behind an attempt that came second: by chance below 2, 4, 8 … 200 milliseconds.</summary>
    /// <param name="tried">How many attempts there have been, from 1.</param>
    public static TimeSpan PauseBehind(int tried) => TimeSpan.FromMilliseconds(
        Random.Shared.NextDouble() * Math.Min(LongestPause.TotalMilliseconds, Math.Pow(2, tried)));

    /// <summary>Tries until it is done or given up.</summary>
    /// <param name="attempt">Reads and tries; not done means that somebody else was first.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>What the last attempt came to.</returns>
    /// <exception cref="OperationCanceledException">The token ended the attempts.</exception>
    public async Task<(bool IsDone, T Result)> RunAsync<T>(
        Func<Task<(bool IsDone, T Result)>> attempt, CancellationToken cancellationToken)
    {
        (bool IsDone, T Result) last = default;
        await _attempts.ExecuteAsync(
            async _ =>
            {
                last = await attempt();
                return last.IsDone;
            },
            cancellationToken);
        if (!last.IsDone)
        {
            // The library hands out the last attempt when it was cancelled behind it.
            cancellationToken.ThrowIfCancellationRequested();
        }

        return last;
    }
}
