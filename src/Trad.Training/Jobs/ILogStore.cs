using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>Gives the logs of jobs; they are written through the <see cref="IJobJournal"/>.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ILogStore
{
    /// <summary>Log lines from a level up, in order; it makes no difference whether the job still runs.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave for this job and level.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<ListPage<LogLine>> ListAsync(
        string jobId, JobLogLevel level, int limit, string? continuationToken, CancellationToken cancellationToken);
}

/// <summary>A line of a job's log, as it is read.</summary>
/// <param name="Sequence">Its place among everything that happened in the job, counted from 0.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Phase">What the job was doing.</param>
/// <param name="Message">The line, for people.</param>
/// <param name="Fields">The values in it, for programs.</param>
public sealed record LogLine(
    int Sequence, DateTimeOffset Time, JobLogLevel Level, JobPhase Phase, string Message, IReadOnlyDictionary<string, object?>? Fields);

/// <summary>How much a log line matters.</summary>
public enum JobLogLevel
{
    /// <summary>Detail for whoever looks for a cause.</summary>
    Debug,

    /// <summary>What happens as it should.</summary>
    Info,

    /// <summary>Something that a person should know; the job goes on.</summary>
    Warning,

    /// <summary>Why a job ended without a result.</summary>
    Error,
}
