using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>Records the trials of a round in the job's journal.</summary>
public sealed class TrialRecorder(JobLog log, TrialHistory history, TimeProvider clock)
{
    /// <summary>
    /// Records trials with the round that they belong to, none twice. Whether they count: false when the job has ended meanwhile.
    /// </summary>
    public async Task<bool> RecordAsync(string jobId, int attempt, RoundRecord round, IReadOnlyList<TrialRecord> records)
    {
        try
        {
            var now = clock.GetUtcNow();
            await log.ContinueAsync(
                jobId, attempt, [JobEvent.OfRound(now, round), .. records.Select(record => JobEvent.OfTrial(now, record))]);
            history.Add(jobId, records);
            return true;
        }
        catch (JournalClosedException)
        {
            return false;
        }
    }
}
