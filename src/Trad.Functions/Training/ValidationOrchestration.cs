using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.Training.Jobs;
using Trad.Training.Validation;

namespace Trad.Functions.Training;

/// <summary>
/// Puts what a training found to the test: weighs the trials, then walks through the windows, as sub-orchestrations in parallel, while the
/// result is probed. Nothing is recorded before the asset is, so that a step that is cut short is simply done again.
/// </summary>
public static class ValidationOrchestration
{
    // A sub-orchestration with less work than this costs more to orchestrate than it computes.
    private const double ShortestWindowMs = 50;

    /// <summary>Windows of a walk-forward that belong together, anchored and rolling side by side.</summary>
    [Function(nameof(ValidationOrchestration))]
    public static async Task<WalkedWindows> Run([OrchestrationTrigger] TaskOrchestrationContext context, WindowChunk chunk)
    {
        Task<WalkedWindows> Walk(bool isRolling) =>
            context.CallActivityAsync<WalkedWindows>(
                nameof(WalkWindows), chunk with { IsRolling = isRolling }, TrainingOrchestrator.Persistent);

        return Together(await Task.WhenAll(Walk(isRolling: false), Walk(isRolling: true)));
    }

    /// <summary>The validation of what a run found.</summary>
    /// <param name="context">The training's orchestration.</param>
    /// <param name="end">Its end, of a training that ran to it.</param>
    /// <param name="cancelled">Completes when the training shall be cancelled.</param>
    /// <returns>The end with its evidence; null when it was cancelled meanwhile.</returns>
    internal static async Task<TrainingEnd?> ValidateAsync(TaskOrchestrationContext context, TrainingEnd end, Task cancelled)
    {
        // What the optimiser remembers is of no use any more and may be long.
        var run = end.Run with { Memory = null };
        if (run.Completed == 0)
        {
            return end;
        }

        try
        {
            var weighed = await TrainingOrchestrator.UnlessAsync(
                cancelled, () => context.CallActivityAsync<WeighedTrials>(nameof(WeighTrials), run, TrainingOrchestrator.Persistent));
            if (weighed is null or { IsCancelled: true })
            {
                return weighed is null ? null : new TrainingEnd(run, JobState.Cancelled);
            }

            if (weighed is not { Weighing: { } weighing, Published: { } published })
            {
                return end;
            }

            run = run.AfterValidation(weighed.Milliseconds, weighed.StorageMs);
            var probing = context.CallActivityAsync<Probing>(
                nameof(ProbeResult), new ProbedResult(run, published), TrainingOrchestrator.Persistent);
            var walking = Task.WhenAll(Chunks(run, weighed).Select(chunk =>
                context.CallSubOrchestratorAsync<WalkedWindows>(nameof(ValidationOrchestration), chunk, TrainingOrchestrator.Persistent)));
            if (await TrainingOrchestrator.UnlessAsync(cancelled, () => Both(probing, walking)) is not { } done)
            {
                return null;
            }

            var walked = Together(done.Walked);
            if (walked.IsCancelled || done.Probing.Robustness is null)
            {
                return new TrainingEnd(run, JobState.Cancelled);
            }

            run = run.AfterValidation((walked.Milliseconds + done.Probing.Milliseconds) / run.Plan!.Parallelism, 0);
            return end with
            {
                Run = run,
                Evidence = new GatheredEvidence(weighing, [.. walked.Anchored, .. walked.Rolling], done.Probing.Robustness),
            };
        }
        catch (TaskFailedException failure)
        {
            // A result whose validation failed is still a result; it has a verdict of what is left.
            return end with { WhyNotValidated = failure.FailureDetails.ErrorMessage };
        }
    }

    private static async Task<Gathered> Both(Task<Probing> probing, Task<WalkedWindows[]> walking)
    {
        await Task.WhenAll(probing, walking);
        return new Gathered(await probing, await walking);
    }

    private static IEnumerable<WindowChunk> Chunks(TrainingRun run, WeighedTrials weighed)
    {
        var windows = weighed.Windows;
        if (windows == 0)
        {
            return [];
        }

        var windowMs = run.Plan!.TrialMs * weighed.WindowTrials;
        var size = Math.Clamp((int)Math.Ceiling(ShortestWindowMs / Math.Max(0.01, windowMs)), 1, windows);
        return Enumerable.Range(0, windows).Chunk(size).Select(numbers => new WindowChunk(run, numbers, windows));
    }

    private static WalkedWindows Together(IReadOnlyList<WalkedWindows> parts) => new(
        [.. parts.SelectMany(part => part.Anchored)],
        [.. parts.SelectMany(part => part.Rolling)],
        parts.Any(part => part.IsCancelled),
        parts.Sum(part => part.Milliseconds));

    private sealed record Gathered(Probing Probing, WalkedWindows[] Walked);
}
