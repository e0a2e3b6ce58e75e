namespace Trad.Training.Jobs;

/// <summary>
/// The order in which jobs changed, over all jobs and all processes: append-only, numbered without holes. It names the
/// jobs; what has become of them is read from them.
/// </summary>
/// <remarks>
/// Where the storage does not answer, or refuses, every method throws what its client throws; the API answers that with 503. A token that
/// ends an attempt ends it with <see cref="OperationCanceledException"/>. What a method throws beside these stands with it.
/// </remarks>
public interface IJobFeed
{
    /// <summary>Tells that a job changed, or is about to be removed; the task ends when that is stored.</summary>
    Task AppendAsync(string jobId, bool isRemoval = false);

    /// <summary>The number that the next change will have.</summary>
    Task<int> EndAsync(CancellationToken cancellationToken);

    /// <summary>The changes that were stored together and begin with a number; empty when they are not there yet.</summary>
    Task<IReadOnlyList<JobChange>> ReadNextAsync(int sequence, CancellationToken cancellationToken);

    /// <summary>Every change from a number on; null when some of them are no longer kept, or the number is beyond the end.</summary>
    Task<IReadOnlyList<JobChange>?> ReadAsync(int sequence, CancellationToken cancellationToken);

    /// <summary>Removes the oldest changes, all but about so many.</summary>
    Task TrimAsync(int keep, CancellationToken cancellationToken);
}

/// <summary>A job came, changed its state, or is removed.</summary>
/// <param name="Sequence">Its place in the feed, counted from 0 without holes.</param>
/// <param name="JobId">The job.</param>
/// <param name="IsRemoval">Whether the job is being removed.</param>
public sealed record JobChange(int Sequence, string JobId, bool IsRemoval);
