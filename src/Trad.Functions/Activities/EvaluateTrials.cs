using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Orchestrations;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Activities;

/// <summary>Backtests a chunk of candidates and records the trials.</summary>
public sealed class EvaluateTrials(IJobStore jobs, ITrialStore trials, TrainingDataSource data, TimeProvider clock)
{
    /// <summary>Backtests and records; doing it again records the same.</summary>
    [Function(nameof(EvaluateTrials))]
    public async Task<EvaluatedChunk> Run([ActivityTrigger] TrialChunk chunk, CancellationToken cancellationToken)
    {
        var job = await jobs.FindAsync(chunk.JobId, cancellationToken)
            ?? throw new InvalidOperationException($"The training job '{chunk.JobId}' is not recorded.");
        var candles = await Task.WhenAll(job.Snapshots.Select(snapshot => data.LoadAsync(snapshot, cancellationToken)));

        var started = clock.GetTimestamp();
        var records = new List<TrialRecord>(chunk.Candidates.Count);
        foreach (var candidate in chunk.Candidates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            records.Add(TrialEvaluator.Evaluate(job, candles, candidate, chunk.Round));
        }

        var elapsed = clock.GetElapsedTime(started);
        await trials.SaveAsync(chunk.JobId, records, cancellationToken);
        return new EvaluatedChunk(records.Max(record => record.Score), elapsed.TotalMilliseconds);
    }
}
