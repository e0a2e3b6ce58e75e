using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>
/// The order in which jobs changed, over all jobs and all processes: append-only, numbered without holes. It names the
/// jobs; what has become of them is read from them.
/// </summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IJobFeed
{
    /// <summary>Tells that a job changed, or is about to be removed; the task ends when that is stored.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task AppendAsync(string jobId, bool isRemoval = false);

    /// <summary>The number that the next change will have.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<int> EndAsync(CancellationToken cancellationToken);

    /// <summary>The changes that were stored together and begin with a number; empty when they are not there yet.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<JobChange>> ReadNextAsync(int sequence, CancellationToken cancellationToken);

    /// <summary>Every change from a number on; null when some of them are no longer kept, or the number is beyond the end.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<JobChange>?> ReadAsync(int sequence, CancellationToken cancellationToken);

    /// <summary>Removes the oldest changes, all but about so many.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task TrimAsync(int keep, CancellationToken cancellationToken);
}

/// <summary>A job came, changed its state, or is removed.</summary>
/// <param name="Sequence">Its place in the feed, counted from 0 without holes.</param>
/// <param name="JobId">The job.</param>
/// <param name="IsRemoval">Whether the job is being removed.</param>
public sealed record JobChange(int Sequence, string JobId, bool IsRemoval);
