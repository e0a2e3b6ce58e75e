using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.Training.Jobs;
using Trad.Training.Validation;

namespace Trad.Functions.Training;

/// <summary>
/// Puts what a training found to the test: weighs the trials, then walks through the windows, as sub-orchestrations in parallel, while the
/// result is probed, the search repeated with other seeds and the result tried on other symbols. Nothing is recorded before the asset is,
/// so that a step that is cut short is simply done again.
/// </summary>
public static class ValidationOrchestration
{
    // A step with less work than this costs more to orchestrate than it computes.
    private const double ShortestStepMs = 50;

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
    /// <returns>
    /// The end with its evidence, null when it was cancelled meanwhile; and the sub-orchestrations that may still be under way then.
    /// </returns>
    internal static async Task<(TrainingEnd? End, Task Windows)> ValidateAsync(
        TaskOrchestrationContext context, TrainingEnd end, Task cancelled)
    {
        Task windows = Task.CompletedTask;
        // What the optimiser remembers is of no use any more and may be long.
        var run = end.Run with { Memory = null };
        if (run.Completed == 0)
        {
            return (end, windows);
        }

        try
        {
            var weighed = await TrainingOrchestrator.UnlessAsync(
                cancelled, () => context.CallActivityAsync<WeighedTrials>(nameof(WeighTrials), run, TrainingOrchestrator.Persistent));
            if (weighed is null or { IsCancelled: true })
            {
                return (weighed is null ? null : new TrainingEnd(run, JobState.Cancelled), windows);
            }

            if (weighed is not { Weighing: { } weighing, Published: { } published })
            {
                return (end, windows);
            }

            run = run.AfterValidation(weighed.Milliseconds, weighed.StorageMs, weighed.Milliseconds);
            var probing = context.CallActivityAsync<Probing>(
                nameof(ProbeResult), new ProbedResult(run, published, weighed.GatheringMs), TrainingOrchestrator.Persistent);
            var walking = Task.WhenAll(Chunks(run, weighed).Select(chunk =>
                context.CallSubOrchestratorAsync<WalkedWindows>(nameof(ValidationOrchestration), chunk, TrainingOrchestrator.Persistent)));
            windows = walking;
            var repeating = Task.WhenAll(Repetitions(run, weighed).Select(chunk =>
                context.CallActivityAsync<RepeatedSearches>(nameof(RepeatSearches), chunk, TrainingOrchestrator.Persistent)));
            var trying = Task.WhenAll(Symbols(run, weighed).Select(chunk =>
                context.CallActivityAsync<TriedSymbols>(nameof(TryOtherSymbols), chunk, TrainingOrchestrator.Persistent)));
            if (await TrainingOrchestrator.UnlessAsync(
                cancelled, () => TogetherAsync(probing, walking, repeating, trying)) is not { } done)
            {
                return (null, windows);
            }

            if (done.IsCancelled || done.Probing.Robustness is not { } robustness)
            {
                return (new TrainingEnd(run, JobState.Cancelled), windows);
            }

            run = run.AfterValidation(done.Milliseconds / run.Plan!.Parallelism, 0, done.LongestMs);
            var validated = end with
            {
                Run = run,
                Evidence = new GatheredEvidence(
                    weighing,
                    [.. done.Walked.Anchored, .. done.Walked.Rolling],
                    robustness with
                    {
                        Searches = [.. done.Repeated.SelectMany(part => part.Searches)],
                        OtherSymbols = [.. done.Tried.SelectMany(part => part.Symbols)],
                    }),
            };
            return (validated, windows);
        }
        catch (TaskFailedException failure)
        {
            // A result whose validation failed is still a result; it has a verdict of what is left.
            return (end with { WhyNotValidated = failure.FailureDetails.ErrorMessage }, windows);
        }
    }

    private static async Task<Gathered> TogetherAsync(
        Task<Probing> probing, Task<WalkedWindows[]> walking, Task<RepeatedSearches[]> repeating, Task<TriedSymbols[]> trying)
    {
        await Task.WhenAll(probing, walking, repeating, trying);
        return new Gathered(await probing, Together(await walking), await repeating, await trying);
    }

    private static IEnumerable<WindowChunk> Chunks(TrainingRun run, WeighedTrials weighed)
    {
        var windows = weighed.Windows;
        if (windows == 0)
        {
            return [];
        }

        return Enumerable.Range(0, windows).Chunk(SearchesPerStep(run, weighed, windows))
            .Select(numbers => new WindowChunk(run, numbers, windows, GatheringMs: weighed.GatheringMs));
    }

    private static IEnumerable<RepetitionChunk> Repetitions(TrainingRun run, WeighedTrials weighed)
    {
        var searches = weighed.Searches;
        return searches == 0
            ? []
            : Enumerable.Range(0, searches).Chunk(SearchesPerStep(run, weighed, searches))
                .Select(numbers => new RepetitionChunk(run, weighed.Published!, numbers, searches, weighed.GatheringMs));
    }

    // Most of the work is to read candles, which does not depend on how long a trial takes.
    private static IEnumerable<SymbolChunk> Symbols(TrainingRun run, WeighedTrials weighed) => weighed.OtherSymbols
        .Chunk(Math.Max(1, (weighed.OtherSymbols.Count + run.Plan!.Parallelism - 1) / run.Plan.Parallelism))
        .Select(symbols => new SymbolChunk(run, weighed.Published!, symbols, weighed.GatheringMs));

    private static int SearchesPerStep(TrainingRun run, WeighedTrials weighed, int searches) =>
        Math.Clamp((int)Math.Ceiling(ShortestStepMs / Math.Max(0.01, run.Plan!.TrialMs * weighed.WindowTrials)), 1, searches);

    private static WalkedWindows Together(IReadOnlyList<WalkedWindows> parts) => new(
        [.. parts.SelectMany(part => part.Anchored)],
        [.. parts.SelectMany(part => part.Rolling)],
        parts.Any(part => part.IsCancelled),
        parts.Sum(part => part.Milliseconds));

    private sealed record Gathered(
        Probing Probing, WalkedWindows Walked, IReadOnlyList<RepeatedSearches> Repeated, IReadOnlyList<TriedSymbols> Tried)
    {
        public bool IsCancelled => Walked.IsCancelled || Repeated.Any(part => part.IsCancelled) || Tried.Any(part => part.IsCancelled);

        // Windows tell only what they took together, side by side.
        public double LongestMs => Repeated.Select(part => part.Milliseconds).Concat(Tried.Select(part => part.Milliseconds))
            .Append(Probing.Milliseconds).Max();

        public double Milliseconds =>
            Probing.Milliseconds + Walked.Milliseconds + Repeated.Sum(part => part.Milliseconds) + Tried.Sum(part => part.Milliseconds);
    }
}
