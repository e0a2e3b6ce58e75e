using Trad.Candles.Stores;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>Gives the trials of jobs; they are recorded through the <see cref="IJobJournal"/>.</summary>
/// <remarks>
/// Where the storage does not answer, or refuses, every method throws what its client throws; the API answers that with 503. A token that
/// ends an attempt ends it with <see cref="OperationCanceledException"/>. What a method throws beside these stands with it.
/// </remarks>
public interface ITrialStore
{
    /// <summary>Every trial of a job in order of number.</summary>
    /// <exception cref="DamagedRecordException">Some of them cannot be read.</exception>
    Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Some trials of a job in order of number; those that cannot be read stand beside them.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave.</exception>
    Task<ListPage<TrialRecord>> ListAsync(string jobId, int limit, string? continuationToken, CancellationToken cancellationToken);
}
