using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>
/// The trials of the jobs used last, kept in the process that made them as far as there is room; what another process made, and
/// what there was no room for, is read. Any number of threads may use it at once.
/// </summary>
/// <param name="trials">Where the trials are recorded.</param>
/// <param name="capacity">The room, bytes.</param>
public sealed class TrialHistory(ITrialStore trials, long capacity = TrialHistory.UsualCapacity)
{
    /// <summary>Bytes: some 60,000 trials on one symbol.</summary>
    public const long UsualCapacity = 64L << 20;

    // Objects with their headers, as measured on 64 bits: metrics are forty figures that may be absent.
    private const int TrialBytes = 250;
    private const int ParameterBytes = 40;
    private const int MetricsBytes = 800;
    private const int FigureBytes = 16;

    private readonly RecentlyUsed<Kept> _jobs = new(capacity);
    private readonly Lock _guard = new();

    /// <summary>The first trials of a job, in order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="count">How many; all of them have been recorded.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="InvalidOperationException">The journal does not hold them.</exception>
    public async Task<IReadOnlyList<TrialRecord>> FirstAsync(string jobId, int count, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return [];
        }

        if (Take(jobId, count) is { } known)
        {
            return known;
        }

        // The answer is what was read, whatever becomes of it in the meantime.
        var read = await trials.ReadAllAsync(jobId, cancellationToken);
        Add(jobId, read);
        return read.Count >= count && read[count - 1].Trial == count - 1
            ? [.. read.Take(count)]
            : throw new InvalidOperationException($"The journal of the job '{jobId}' does not hold its first {count} trials.");
    }

    /// <summary>Keeps trials that were just recorded.</summary>
    public void Add(string jobId, IEnumerable<TrialRecord> records)
    {
        lock (_guard)
        {
            var known = _jobs.Find(jobId) ?? new Kept();
            foreach (var record in records)
            {
                if (known.Trials.TryAdd(record.Trial, record))
                {
                    known.Bytes += BytesOf(record);
                }
            }

            _jobs.Keep(jobId, known, known.Bytes);
        }
    }

    /// <summary>Lets a job's trials go.</summary>
    public void Forget(string jobId) => _jobs.Forget(jobId);

    private static long BytesOf(TrialRecord record) =>
        TrialBytes
        + (ParameterBytes * record.Parameters.Count)
        + (MetricsBytes * ((record.Metrics is null ? 0 : 1) + (record.Symbols?.Count ?? 0)))
        + (FigureBytes * ((record.Scores?.Count ?? 0) + (record.RungScores?.Count ?? 0)))
        + (sizeof(char) * (record.Reason?.Length ?? 0));

    private List<TrialRecord>? Take(string jobId, int count)
    {
        lock (_guard)
        {
            if (_jobs.Find(jobId) is not { } known || known.Trials.Count < count)
            {
                return null;
            }

            var first = new List<TrialRecord>(count);
            for (var trial = 0; trial < count && known.Trials.TryGetValue(trial, out var record); trial++)
            {
                first.Add(record);
            }

            return first.Count == count ? first : null;
        }
    }

    private sealed class Kept
    {
        public Dictionary<int, TrialRecord> Trials { get; } = [];

        public long Bytes { get; set; }
    }
}
