using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>
/// Records the trials of a chunk while it is evaluated: not each by itself, which would cost more than a short backtest, but
/// no finished trial waits longer than a moment, so that a cancellation or a crash loses none.
/// </summary>
internal sealed class ChunkRecording(TrialChunk chunk, JobStep step, TrialRecorder recorder, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    // A strategy that is left behind may come back when everything is stored.
    private readonly Lock _guard = new();
    private readonly List<TrialRecord> _waiting = [];
    private readonly List<Task<bool>> _writes = [];
    private long _written = clock.GetTimestamp();
    private bool _isFinished;

    /// <summary>Takes a trial; it is stored with those that come within a moment.</summary>
    public void Add(TrialRecord record)
    {
        lock (_guard)
        {
            if (_isFinished)
            {
                return;
            }

            _waiting.Add(record);
            if (clock.GetElapsedTime(_written) >= Patience)
            {
                Write();
            }
        }
    }

    /// <summary>Stores what is left and waits for everything; false when the attempt has ended and some of it came too late.</summary>
    public async Task<bool> FinishAsync()
    {
        lock (_guard)
        {
            _isFinished = true;
            Write();
        }

        return Array.TrueForAll(await Task.WhenAll(_writes), isRecorded => isRecorded);
    }

    private void Write()
    {
        if (_waiting.Count > 0)
        {
            _writes.Add(WriteAsync([.. _waiting]));
            _waiting.Clear();
        }

        _written = clock.GetTimestamp();
    }

    private async Task<bool> WriteAsync(List<TrialRecord> records)
    {
        if (!await recorder.RecordAsync(chunk.JobId, chunk.Attempt, chunk.Round, records))
        {
            return false;
        }

        step.CountRecorded(records.Select(record => record.Trial));
        return true;
    }
}
