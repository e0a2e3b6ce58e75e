using Microsoft.DurableTask;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>Backtests the candidates of a round in parallel: by chunks of whole trials, or of trials on one symbol each.</summary>
internal static class RoundFanOut
{
    /// <summary>Backtests and records the round.</summary>
    public static Task<EvaluatedRound> EvaluateAsync(
        TaskOrchestrationContext context, TrainingRun run, ProposedRound proposed, TaskOptions options)
    {
        var round = new RoundRecord(run.Round, run.Completed, proposed.Candidates.Count, run.Memory);
        var all = new TrialChunk(run.JobId, run.Attempt, round, run.Completed, run.BestScore, run.Phases!, proposed.Candidates)
        {
            Number = run.Number,
        };
        var schedule = RoundSchedule.Create(run.Plan!, proposed.Candidates.Count);
        var chunks = proposed.Candidates.Chunk(schedule.ChunkSize).Select(candidates => all with { Candidates = candidates });
        return schedule.IsBySymbol
            ? BySymbolAsync(context, run.Plan!, all, chunks, options)
            : ByTrialAsync(context, run.Plan!, chunks, options);
    }

    private static async Task<EvaluatedRound> ByTrialAsync(
        TaskOrchestrationContext context, TrainingPlan plan, IEnumerable<TrialChunk> chunks, TaskOptions options)
    {
        var evaluated = await Task.WhenAll(chunks.Select(chunk =>
            context.CallActivityAsync<EvaluatedChunk>(nameof(EvaluateTrials), chunk, options)));
        return new EvaluatedRound(
            evaluated.Max(chunk => chunk.BestScore),
            Array.Exists(evaluated, chunk => chunk.IsCancelled),
            Together(plan, evaluated.Select(chunk => chunk.Milliseconds)),
            Together(plan, evaluated.Select(chunk => chunk.StorageMs)));
    }

    private static async Task<EvaluatedRound> BySymbolAsync(
        TaskOrchestrationContext context, TrainingPlan plan, TrialChunk all, IEnumerable<TrialChunk> chunks, TaskOptions options)
    {
        var symbols = Enumerable.Range(0, plan.Parts);
        var backtested = await Task.WhenAll(chunks.SelectMany(_ => symbols, (chunk, symbol) =>
            context.CallActivityAsync<SymbolBacktests>(nameof(BacktestSymbol), chunk with { Symbol = symbol }, options)));
        var recorded = await context.CallActivityAsync<EvaluatedChunk>(
            nameof(RecordTrials), new BacktestedRound(all, [.. backtested.SelectMany(symbol => symbol.Backtests)]), options);
        return new EvaluatedRound(
            recorded.BestScore,
            recorded.IsCancelled,
            Together(plan, backtested.Select(symbol => symbol.Milliseconds)),
            Together(plan, backtested.Select(symbol => symbol.StorageMs)) + recorded.StorageMs);
    }

    // How long activities take side by side: as long as the longest, or as their share of the workers when there are more of them.
    private static double Together(TrainingPlan plan, IEnumerable<double> milliseconds)
    {
        var each = milliseconds.ToList();
        return Math.Max(each.Max(), each.Sum() / plan.Parallelism);
    }
}
