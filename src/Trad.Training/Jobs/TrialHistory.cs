using System.Collections.Concurrent;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>The trials of running jobs, kept in the process that made them; what another process made is read.</summary>
public sealed class TrialHistory(ITrialStore trials)
{
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, TrialRecord>> _jobs = new(StringComparer.Ordinal);

    /// <summary>The first trials of a job, in order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="count">How many; all of them have been recorded.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<IReadOnlyList<TrialRecord>> FirstAsync(string jobId, int count, CancellationToken cancellationToken)
    {
        if (Take(jobId, count) is { } known)
        {
            return known;
        }

        foreach (var trial in await trials.ReadAllAsync(jobId, cancellationToken))
        {
            Add(jobId, [trial]);
        }

        return Take(jobId, count)
            ?? throw new InvalidOperationException($"The journal of the job '{jobId}' does not hold its first {count} trials.");
    }

    /// <summary>Keeps trials that were just recorded.</summary>
    public void Add(string jobId, IEnumerable<TrialRecord> records)
    {
        if (!_jobs.ContainsKey(jobId) && _jobs.Count >= Capacity)
        {
            _jobs.Clear();
        }

        var known = _jobs.GetOrAdd(jobId, _ => new ConcurrentDictionary<int, TrialRecord>());
        foreach (var record in records)
        {
            known[record.Trial] = record;
        }
    }

    /// <summary>Lets a job's trials go.</summary>
    public void Forget(string jobId) => _jobs.TryRemove(jobId, out _);

    private List<TrialRecord>? Take(string jobId, int count)
    {
        var first = new List<TrialRecord>(count);
        if (count > 0 && !_jobs.ContainsKey(jobId))
        {
            return null;
        }

        for (var trial = 0; trial < count; trial++)
        {
            if (!_jobs.TryGetValue(jobId, out var known) || !known.TryGetValue(trial, out var record))
            {
                return null;
            }

            first.Add(record);
        }

        return first;
    }
}
