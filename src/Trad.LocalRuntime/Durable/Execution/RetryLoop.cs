using Microsoft.DurableTask;

namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>Tries a task again as its options say.</summary>
internal static class RetryLoop
{
    public static async Task<string?> RunAsync(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<string?>> attempt)
    {
        var first = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failure) when (retry is not null)
            {
                if (!await IsWorthRetryingAsync(context, retry, failure, attempts, first))
                {
                    throw;
                }
            }
        }
    }

    private static async Task<bool> IsWorthRetryingAsync(
        TaskOrchestrationContext context, TaskRetryOptions retry, TaskFailedException failure, int attempts, DateTime first)
    {
        var elapsed = context.CurrentUtcDateTime - first;
        if (retry.Handler is { } handler)
        {
            return await handler(new RetryContext(context, attempts, failure.FailureDetails, elapsed, CancellationToken.None));
        }

        var policy = retry.Policy!;
        var isInTime = policy.RetryTimeout == Timeout.InfiniteTimeSpan || elapsed < policy.RetryTimeout;
        if (attempts >= policy.MaxNumberOfAttempts || !isInTime || !policy.HandleFailure(failure.FailureDetails))
        {
            return false;
        }

        await context.CreateTimer(context.CurrentUtcDateTime + Delay(policy, attempts), CancellationToken.None);
        return true;
    }

    // A power of the coefficient may be more than a TimeSpan can hold.
    private static TimeSpan Delay(RetryPolicy policy, int attempts)
    {
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        return ticks < policy.MaxRetryInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : policy.MaxRetryInterval;
    }
}
