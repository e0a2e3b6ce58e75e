using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Functions.Operations;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>Backtests a chunk of candidates on every symbol and records the trials.</summary>
public sealed class EvaluateTrials(
    JobDefinitions definitions, TrialHistory history, TrialRecorder recorder, TrainingDataSource data, ProgressReporter reporter,
    WatchedComputation computation, WorkMetrics metrics, TimeProvider clock, ILogger<EvaluateTrials> logger)
{
    /// <summary>Backtests and records; doing it again records nothing twice.</summary>
    [Function(nameof(EvaluateTrials))]
    public async Task<EvaluatedChunk> Run([ActivityTrigger] TrialChunk chunk, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(chunk.Number, chunk.JobId, chunk.Attempt);
        var reading = clock.GetTimestamp();
        var job = await definitions.GetAsync(chunk.JobId, chunk.Attempt, cancellationToken);
        using var step = reporter.Begin(chunk.ScopeOf(job), cancellationToken);
        var recording = new ChunkRecording(chunk, step, recorder, clock);
        try
        {
            var candles = await data.LoadAllAsync(job.Snapshots, step.Token);
            var earlier = job.Request.Pruning == TrialPruning.SuccessiveHalving
                ? await history.FirstAsync(chunk.JobId, chunk.Completed, step.Token)
                : [];
            var storage = clock.GetElapsedTime(reading);
            var started = clock.GetTimestamp();
            var (count, best) = await computation.RunAsync(
                () => Evaluate(job, candles, earlier, chunk, step, recording), job.Request, step.Token);
            var elapsed = clock.GetElapsedTime(started);
            metrics.CountTrials(count, elapsed);
            var finishing = clock.GetTimestamp();

            // What was backtested counts, also when the job was cancelled in the middle of the chunk.
            var isRecorded = await recording.FinishAsync();
            cancellationToken.ThrowIfCancellationRequested();
            storage += clock.GetElapsedTime(finishing);
            return new EvaluatedChunk(
                best, count < chunk.Candidates.Count || !isRecorded, elapsed.TotalMilliseconds, storage.TotalMilliseconds);
        }
        catch (BacktestOverrunException)
        {
            await recording.FinishAsync();
            throw;
        }
        catch (OperationCanceledException) when (step.IsCancelled && !cancellationToken.IsCancellationRequested)
        {
            await recording.FinishAsync();
            return new EvaluatedChunk(null, true, 0, clock.GetElapsedTime(reading).TotalMilliseconds);
        }
    }

    private static (int Count, double? Best) Evaluate(
        TrainingJob job, IReadOnlyList<TrainingData> candles, IReadOnlyList<TrialRecord> earlier, TrialChunk chunk, JobStep step,
        ChunkRecording recording)
    {
        var (count, best, ending) = (0, (double?)null, step.Token);
        foreach (var candidate in chunk.Candidates)
        {
            step.BeginTrial();
            TrialRecord record;
            try
            {
                record = TrialEvaluator.Evaluate(job.Request, candles, candidate, chunk.Round.Round, earlier, ending);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                break;
            }

            step.CountTrial(record.Trial, record.CompletedScore);
            recording.Add(record);
            count++;
            best = record.CompletedScore is { } score && !(score <= best) ? score : best;
        }

        return (count, best);
    }
}
