using Microsoft.Extensions.Logging;
using Trad.Training.Jobs;

namespace Trad.Functions.Training.Streams;

/// <summary>What follows the journals of jobs in this process: one per job that somebody reads.</summary>
public sealed class JournalTailPool(
    IJobJournal journal, IProgressStore progress, JobReader reader, JobSignals signals, TimeProvider clock, ILogger<JournalTailPool> log)
{
    private readonly Dictionary<string, JournalTail> _tails = new(StringComparer.Ordinal);
    private readonly Lock _guard = new();

    /// <summary>Jobs that are followed now.</summary>
    public int Count
    {
        get
        {
            lock (_guard)
            {
                return _tails.Count;
            }
        }
    }

    /// <summary>Readers of jobs now.</summary>
    public int Readers
    {
        get
        {
            lock (_guard)
            {
                return _tails.Values.Sum(tail => tail.Readers);
            }
        }
    }

    internal JournalTail Enter(string jobId)
    {
        lock (_guard)
        {
            if (!_tails.TryGetValue(jobId, out var tail))
            {
                _tails[jobId] = tail = new JournalTail(jobId, journal, progress, reader, signals, clock, log);
            }

            tail.Readers++;
            return tail;
        }
    }

    internal void Leave(string jobId, JournalTail tail)
    {
        lock (_guard)
        {
            if (--tail.Readers == 0)
            {
                _tails.Remove(jobId);
                tail.Dispose();
            }
        }
    }
}
