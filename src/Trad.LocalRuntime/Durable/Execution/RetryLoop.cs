using DurableTask.Core;
using Microsoft.DurableTask;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;

namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>Tries a task again as its options say.</summary>
/// <remarks>
/// Not Polly: the pauses of an orchestrator are durable timers, which its history replays, and its clock is the history's. The policy
/// gives the limit and the pause, or the handler decides after each failure, as in Durable Functions.
/// </remarks>
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
        if (attempts >= policy.MaxNumberOfAttempts || !isInTime || !IsHandled(policy, failure))
        {
            return false;
        }

        await context.CreateTimer(context.CurrentUtcDateTime + Delay(policy, attempts, context.CurrentUtcDateTime), CancellationToken.None);
        return true;
    }

    // A policy's HandleFailure cannot be read, only asked: with the exception that the real engine would hand it.
    private static bool IsHandled(RetryPolicy policy, TaskFailedException failure) =>
        policy.Handle(new CoreTaskFailedException(failure.Message) { FailureDetails = ToCore(failure.FailureDetails) });

    /// <summary>A failure as the core of Durable Task tells it.</summary>
    internal static FailureDetails ToCore(TaskFailureDetails details) => new(
        details.ErrorType,
        details.ErrorMessage,
        details.StackTrace,
        details.InnerFailure is { } inner ? ToCore(inner) : null,
        isNonRetriable: false);

    // A power of the coefficient may be more than a TimeSpan can hold, or the calendar.
    private static TimeSpan Delay(RetryPolicy policy, int attempts, DateTime now)
    {
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? DateTime.MaxValue - now : policy.MaxRetryInterval;
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        return ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
    }
}
