using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>
/// The training loop: prepare the data, then rounds of propose, backtest in parallel and learn, then put the result to the test and
/// record it. Trials travel through the job's journal; the orchestration itself carries only counters, so its history stays short.
/// </summary>
public static class TrainingOrchestrator
{
    /// <summary>The external event that wakes a training which shall be cancelled; the job tells the rest.</summary>
    public const string CancelEvent = "Cancel";

    // Replaying a history costs time in proportion to its length, so a long training starts a new one now and then.
    private const int RoundsPerGeneration = 25;

    // Storage that is briefly unreachable must not cost a training; wrong requests are results, not exceptions, and a
    // strategy that does not answer would not answer again.
    internal static readonly TaskOptions Persistent =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2)
            {
                HandleFailure = static failure => !BacktestOverrunException.IsToldBy(failure.ErrorMessage),
            });

    /// <summary>Carries an attempt of a job out, from its first candle to its recorded result.</summary>
    [Function(nameof(TrainingOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, TrainingRun run)
    {
        var cancelled = context.WaitForExternalEvent<bool>(CancelEvent);
        TrainingEnd? end;
        var windows = Task.CompletedTask;
        try
        {
            (run, end) = await WorkAsync(context, run, cancelled);
            if (end is { State: JobState.Completed } completed)
            {
                (end, windows) = await ValidationOrchestration.ValidateAsync(context, completed, cancelled);
            }
        }
        catch (TaskFailedException failure)
        {
            end = new TrainingEnd(run, JobState.Failed, failure.FailureDetails.ErrorMessage);
        }

        // Whatever work is under way when the event comes is not waited for; it ends by itself and finds the journal closed.
        if (cancelled.IsCompleted)
        {
            end = new TrainingEnd(run, JobState.Cancelled);
        }

        if (end is null)
        {
            context.ContinueAsNew(run);
            return;
        }

        await context.CallActivityAsync(nameof(FinishTraining), await PublishAsync(context, end), Persistent);
        await EndedAsync(windows);
    }

    // The job is over; its orchestration is when those that it began are, so that none outlives it and stays behind when it is purged.
    private static async Task EndedAsync(Task windows)
    {
        try
        {
            await windows;
        }
        catch (TaskFailedException)
        {
            // What failed has ended, and nobody waits for what it would have come to.
        }
    }

    // A result that cannot be published is still a result; one that looks ahead is none.
    private static async Task<TrainingEnd> PublishAsync(TaskOrchestrationContext context, TrainingEnd end)
    {
        // A job that was resumed has trials of earlier attempts, also when it is cancelled before this one has a plan.
        if (end.State == JobState.Failed || (end.Run.Plan is null && end.Run.Attempt == 1))
        {
            return end;
        }

        try
        {
            var published = await context.CallActivityAsync<PublishedAsset>(nameof(PublishAsset), end, Persistent);
            end = end with { Run = end.Run.After(published), Evidence = null };
            return published.Refusal is { } refusal ? end with { State = JobState.Failed, Reason = refusal } : end;
        }
        catch (TaskFailedException failure)
        {
            return end with { Evidence = null, Reason = $"The asset could not be published: {failure.FailureDetails.ErrorMessage}" };
        }
    }

    // What the run has become, and how it ends; null when it goes on in a new generation or was cancelled.
    private static async Task<(TrainingRun Run, TrainingEnd? End)> WorkAsync(
        TaskOrchestrationContext context, TrainingRun run, Task cancelled)
    {
        if (run.Plan is null)
        {
            var prepared = await UnlessAsync(
                cancelled, () => context.CallActivityAsync<PreparedTraining>(nameof(PrepareTraining), run, Persistent));
            if (prepared is null)
            {
                return (run, null);
            }

            if (prepared.Continuation is null)
            {
                return (run, prepared.Error is { } error ? new TrainingEnd(run, JobState.Failed, error) : Cancelled(run, byActivity: true));
            }

            run = run.Begin(prepared, context.CurrentUtcDateTime);
        }

        for (var round = 0; round < RoundsPerGeneration; round++)
        {
            if (run.Completed >= run.Plan!.Trials)
            {
                return Completed(context, run, null);
            }

            if (context.CurrentUtcDateTime >= run.Deadline?.UtcDateTime)
            {
                return Completed(context, run, $"The time limit was reached after {run.Completed} of {run.Plan.Trials} trials.");
            }

            run = run.Enter(run.Round == 0 ? JobPhase.Exploring : JobPhase.Fitting, context.CurrentUtcDateTime);
            context.SetCustomStatus(run.ProgressAt(context.CurrentUtcDateTime));
            var proposed = await UnlessAsync(
                cancelled, () => context.CallActivityAsync<ProposedRound>(nameof(ProposeTrials), run, Persistent));
            if (proposed is null or { IsCancelled: true })
            {
                return (run, Cancelled(run, proposed is not null));
            }

            run = run.After(proposed);
            if (proposed.Candidates.Count == 0)
            {
                return Completed(context, run, proposed.Ending);
            }

            run = run.Round == 0 ? run : run.Enter(JobPhase.Evaluating, context.CurrentUtcDateTime);
            context.SetCustomStatus(run.ProgressAt(context.CurrentUtcDateTime));
            var evaluated = await UnlessAsync(cancelled, () => RoundFanOut.EvaluateAsync(context, run, proposed, Persistent));
            if (evaluated is null or { IsCancelled: true })
            {
                return (run, Cancelled(run, evaluated is not null));
            }

            run = run.After(evaluated, proposed.Candidates.Count);
            if (proposed.Ending is { } ending)
            {
                return Completed(context, run, run.Completed < run.Plan!.Trials ? ending : null);
            }
        }

        return (run, null);
    }

    internal static async Task<T?> UnlessAsync<T>(Task cancelled, Func<Task<T>> begin)
        where T : class
    {
        if (cancelled.IsCompleted)
        {
            return null;
        }

        var step = begin();
        return await Task.WhenAny(step, cancelled) == step ? await step : null;
    }

    // An activity may learn of a cancellation before the event arrives.
    private static TrainingEnd? Cancelled(TrainingRun run, bool byActivity) => byActivity ? new TrainingEnd(run, JobState.Cancelled) : null;

    private static (TrainingRun Run, TrainingEnd End) Completed(TaskOrchestrationContext context, TrainingRun run, string? reason)
    {
        run = run.Enter(JobPhase.Validating, context.CurrentUtcDateTime);
        context.SetCustomStatus(run.ProgressAt(context.CurrentUtcDateTime));
        return (run, new TrainingEnd(run, JobState.Completed, reason));
    }
}
