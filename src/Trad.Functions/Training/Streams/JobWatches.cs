using Microsoft.Extensions.Logging;
using Trad.Training.Jobs;

namespace Trad.Functions.Training.Streams;

/// <summary>The watches of this process: one per job that somebody reads.</summary>
public sealed class JobWatches(
    IJobJournal journal, IProgressStore progress, JobReader reader, JobSignals signals, TimeProvider clock, ILogger<JobWatches> log)
{
    private readonly Dictionary<string, JobWatch> _watches = new(StringComparer.Ordinal);
    private readonly Lock _guard = new();

    /// <summary>Jobs that are watched now.</summary>
    public int Count
    {
        get
        {
            lock (_guard)
            {
                return _watches.Count;
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
                return _watches.Values.Sum(watch => watch.Readers);
            }
        }
    }

    internal JobWatch Enter(string jobId)
    {
        lock (_guard)
        {
            if (!_watches.TryGetValue(jobId, out var watch))
            {
                _watches[jobId] = watch = new JobWatch(jobId, journal, progress, reader, signals, clock, log);
            }

            watch.Readers++;
            return watch;
        }
    }

    internal void Leave(string jobId, JobWatch watch)
    {
        lock (_guard)
        {
            if (--watch.Readers == 0)
            {
                _watches.Remove(jobId);
                watch.Dispose();
            }
        }
    }
}
