using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.Functions.Activities;
using Trad.Training.Jobs;

namespace Trad.Functions.Orchestrations;

/// <summary>
/// The training loop: prepare the data, then rounds of propose, backtest in parallel and learn, then record the result.
/// Trials travel through the trials table; the orchestration itself carries only counters, so its history stays short.
/// </summary>
public static class TrainingOrchestrator
{
    // Replaying a history costs time in proportion to its length, so a long training starts a new one now and then.
    private const int RoundsPerGeneration = 25;

    // Storage that is briefly unreachable must not cost a training; wrong requests are results, not exceptions.
    private static readonly TaskOptions Persistent =
        TaskOptions.FromRetryPolicy(new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2));

    /// <summary>Carries a job out from its first candle to its recorded result.</summary>
    [Function(nameof(TrainingOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, TrainingRun run)
    {
        try
        {
            if (run.Plan is null)
            {
                var prepared = await context.CallActivityAsync<PreparedTraining>(nameof(PrepareTraining), run.JobId, Persistent);
                if (prepared.Plan is null)
                {
                    return;
                }

                run = run with { Plan = prepared.Plan, LoadMs = prepared.Milliseconds };
            }

            for (var round = 0; round < RoundsPerGeneration; round++)
            {
                var proposed = await ProposeAsync(context, run);
                if (proposed.Candidates.Count > 0)
                {
                    run = run.After(proposed, await EvaluateAsync(context, run, proposed));
                }

                if (run.Completed >= run.Plan!.Trials || proposed.IsExhausted || proposed.Candidates.Count == 0)
                {
                    context.SetCustomStatus(run.ProgressAt(JobPhase.Publishing, context.CurrentUtcDateTime));
                    await context.CallActivityAsync<string?>(nameof(PublishAsset), run.JobId, Persistent);
                    await context.CallActivityAsync(nameof(CompleteTraining), run, Persistent);
                    context.SetCustomStatus(run.ProgressAt(JobPhase.Done, context.CurrentUtcDateTime));
                    return;
                }
            }

            context.ContinueAsNew(run);
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync(
                nameof(FailTraining), new TrainingFailure(run.JobId, failure.FailureDetails.ErrorMessage), Persistent);
        }
    }

    private static async Task<ProposedRound> ProposeAsync(TaskOrchestrationContext context, TrainingRun run)
    {
        var phase = run.Round == 0 ? JobPhase.Exploring : JobPhase.Fitting;
        context.SetCustomStatus(run.ProgressAt(phase, context.CurrentUtcDateTime));
        return await context.CallActivityAsync<ProposedRound>(nameof(ProposeTrials), run, Persistent);
    }

    private static async Task<EvaluatedChunk[]> EvaluateAsync(TaskOrchestrationContext context, TrainingRun run, ProposedRound proposed)
    {
        context.SetCustomStatus(run.ProgressAt(JobPhase.Evaluating, context.CurrentUtcDateTime));
        var chunks = proposed.Candidates
            .Chunk(run.Plan!.ChunkSize(proposed.Candidates.Count))
            .Select(chunk => context.CallActivityAsync<EvaluatedChunk>(
                nameof(EvaluateTrials), new TrialChunk(run.JobId, run.Round, chunk), Persistent));
        return await Task.WhenAll(chunks);
    }
}
