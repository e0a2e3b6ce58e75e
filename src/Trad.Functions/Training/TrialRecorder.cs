using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>Records the trials of a round in the job's journal.</summary>
public sealed class TrialRecorder(JobLog log, TrialHistory history, TimeProvider clock)
{
    /// <summary>Records trials with the round that they belong to, none twice. Whether they count: false when the job has ended meanwhile.</summary>
    public async Task<bool> RecordAsync(TrialChunk chunk, IReadOnlyList<TrialRecord> records)
    {
        try
        {
            var now = clock.GetUtcNow();
            await log.ContinueAsync(
                chunk.JobId, chunk.Attempt, [JobEvent.OfRound(now, chunk.Round), .. records.Select(record => JobEvent.OfTrial(now, record))]);
            history.Add(chunk.JobId, records);
            return true;
        }
        catch (JournalClosedException)
        {
            return false;
        }
    }
}
