using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>Gives the trials of jobs; they are recorded through the <see cref="IJobJournal"/>.</summary>
public interface ITrialStore
{
    /// <summary>Every trial of a job in order of number.</summary>
    Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Some trials of a job in order of number.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave.</exception>
    Task<ListPage<TrialRecord>> ListAsync(string jobId, int limit, string? continuationToken, CancellationToken cancellationToken);
}
