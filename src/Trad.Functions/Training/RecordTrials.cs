using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Functions.Operations;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>Makes trials of the backtests that a round's candidates had on each symbol, and records them.</summary>
public sealed class RecordTrials(JobDefinitions definitions, TrialRecorder recorder, TimeProvider clock, ILogger<RecordTrials> logger)
{
    /// <summary>
    /// Combines and records; doing it again records nothing twice. A candidate that lacks a symbol, because the job was cancelled, is no
    /// trial.
    /// </summary>
    [Function(nameof(RecordTrials))]
    public async Task<EvaluatedChunk> Run([ActivityTrigger] BacktestedRound round, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(round.Chunk.Number, round.Chunk.JobId, round.Chunk.Attempt);
        var started = clock.GetTimestamp();
        var chunk = round.Chunk;
        var job = await definitions.GetAsync(chunk.JobId, chunk.Attempt, cancellationToken);
        var backtests = round.Backtests.ToDictionary(backtest => (backtest.Trial, backtest.Symbol));
        var symbols = job.Snapshots.Select(snapshot => snapshot.Symbol).ToList();
        var records = chunk.Candidates
            .Where(candidate => symbols.TrueForAll(symbol => backtests.ContainsKey((candidate.Trial, symbol))))
            .Select(candidate => SymbolCombination.Combine(
                job.Request, candidate, chunk.Round.Round, symbols.ConvertAll(symbol => backtests[(candidate.Trial, symbol)])))
            .ToList();
        var isRecorded = await recorder.RecordAsync(chunk.JobId, chunk.Attempt, chunk.Round, records);
        return new EvaluatedChunk(
            records.Max(record => record.CompletedScore), !isRecorded || records.Count < chunk.Candidates.Count, 0,
            clock.GetElapsedTime(started).TotalMilliseconds);
    }
}
