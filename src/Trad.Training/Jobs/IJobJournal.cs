using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>
/// Everything that happened in a job, in one order: log lines, rounds, trials, ends. Append-only, numbered without holes.
/// A trial, a round and an end are recorded once, however often they are appended.
/// </summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IJobJournal
{
    /// <summary>
    /// Appends events; the returned task ends when they are stored. Calls for one job keep their order, and those that
    /// come while a write is under way are stored together in the next.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="attempt">The attempt that appends.</param>
    /// <param name="events">What happened.</param>
    /// <exception cref="JournalClosedException">The attempt has ended; nothing was stored.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task AppendAsync(string jobId, int attempt, IReadOnlyList<JobEvent> events);

    /// <summary>
    /// Appends what work beside the orchestration has to say, which may come late: as <see cref="AppendAsync"/>, but never
    /// begins a journal, so that nothing comes back of a job that was removed.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="attempt">The attempt that appends.</param>
    /// <param name="events">What happened.</param>
    /// <exception cref="JournalClosedException">The attempt has ended, or the journal was removed; nothing was stored.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task ContinueAsync(string jobId, int attempt, IReadOnlyList<JobEvent> events);

    /// <summary>Ends an attempt: whatever it appends from now on is refused.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task CloseAsync(string jobId, int attempt);

    /// <summary>The events after a sequence number, in order; −1 gives all.</summary>
    /// <exception cref="Trad.Candles.Stores.DamagedRecordException">Some of it cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<JobEvent>> ReadAsync(string jobId, int after, CancellationToken cancellationToken);

    /// <summary>Every event, in order, for somebody who looks on: in place of what cannot be read stands a line that says so.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<JobEvent>> ReadForReadersAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>
    /// The events that were stored together and begin with a sequence number; empty when they are not there yet. It costs
    /// one look-up, for readers who follow the end.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<JobEvent>> ReadNextAsync(string jobId, int sequence, CancellationToken cancellationToken);

    /// <summary>Removes everything that a job left here, its progress included.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task DeleteAsync(string jobId, CancellationToken cancellationToken);
}

/// <summary>An attempt of a job has ended, and something of it came too late to be recorded.</summary>
public sealed class JournalClosedException : Exception
{
    /// <summary>An exception without a message.</summary>
    public JournalClosedException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public JournalClosedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public JournalClosedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
