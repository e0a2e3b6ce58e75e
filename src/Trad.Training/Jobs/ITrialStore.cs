namespace Trad.Training.Jobs;

/// <summary>Where the trials of jobs are kept.</summary>
public interface ITrialStore
{
    /// <summary>Records trials; recording one again replaces it.</summary>
    Task SaveAsync(string jobId, IReadOnlyList<TrialRecord> trials, CancellationToken cancellationToken);

    /// <summary>Every trial of a job in order of number.</summary>
    Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Some trials of a job in order of number.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave.</exception>
    Task<ListPage<TrialRecord>> ListAsync(string jobId, int limit, string? continuationToken, CancellationToken cancellationToken);
}
