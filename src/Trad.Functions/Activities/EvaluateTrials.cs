using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Jobs;
using Trad.Functions.Orchestrations;
using Trad.Functions.Progress;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Functions.Activities;

/// <summary>Backtests a chunk of candidates on every symbol and records the trials.</summary>
public sealed class EvaluateTrials(
    JobDefinitions definitions, TrialHistory history, TrialRecorder recorder, TrainingDataSource data, ProgressReporter reporter, TimeProvider clock)
{
    /// <summary>Backtests and records; doing it again records nothing twice.</summary>
    [Function(nameof(EvaluateTrials))]
    public async Task<EvaluatedChunk> Run([ActivityTrigger] TrialChunk chunk, CancellationToken cancellationToken)
    {
        var reading = clock.GetTimestamp();
        var job = await definitions.GetAsync(chunk.JobId, chunk.Attempt, cancellationToken);
        var candles = await Task.WhenAll(job.Snapshots.Select(snapshot => data.LoadAsync(snapshot, cancellationToken)));
        var earlier = job.Request.Pruning == TrialPruning.SuccessiveHalving
            ? await history.FirstAsync(chunk.JobId, chunk.Completed, cancellationToken)
            : [];
        var storage = clock.GetElapsedTime(reading);
        using var step = reporter.Begin(chunk.ScopeOf(job), cancellationToken);

        var started = clock.GetTimestamp();
        var records = await Computation.RunAsync(() => Evaluate(job, candles, earlier, chunk, step));
        var elapsed = clock.GetElapsedTime(started);
        cancellationToken.ThrowIfCancellationRequested();

        // What was backtested counts, also when the job was cancelled in the middle of the chunk.
        var recording = clock.GetTimestamp();
        var isRecorded = await recorder.RecordAsync(chunk, records);
        storage += clock.GetElapsedTime(recording);
        return new EvaluatedChunk(
            records.Max(record => record.CompletedScore), !isRecorded || records.Count < chunk.Candidates.Count, elapsed.TotalMilliseconds, storage.TotalMilliseconds);
    }

    private static List<TrialRecord> Evaluate(
        TrainingJob job, IReadOnlyList<TrainingData> candles, IReadOnlyList<TrialRecord> earlier, TrialChunk chunk, JobStep step)
    {
        var records = new List<TrialRecord>(chunk.Candidates.Count);
        foreach (var candidate in chunk.Candidates)
        {
            if (step.Token.IsCancellationRequested)
            {
                break;
            }

            var record = TrialEvaluator.Evaluate(job, candles, candidate, chunk.Round.Round, earlier);
            records.Add(record);
            step.CountTrial(record.CompletedScore);
        }

        return records;
    }
}
