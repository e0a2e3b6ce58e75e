using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>Remembers which request was made under which key, so that a repeated request leads to the same job.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IIdempotencyStore
{
    /// <summary>Takes a key for a job, or tells who has it.</summary>
    /// <param name="key">The key, as the client gave it.</param>
    /// <param name="request">The fingerprint of the request.</param>
    /// <param name="jobId">The job that it leads to, if the key is free.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<IdempotencyRecord> TakeAsync(string key, string request, string jobId, CancellationToken cancellationToken);

    /// <summary>Forgets the keys that lead to a job.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task ForgetAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Forgets the keys that were taken before a moment.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>What was first asked for under an idempotency key.</summary>
/// <param name="JobId">The job that it leads to.</param>
/// <param name="Request">The fingerprint of the request.</param>
/// <param name="IsNew">Whether the key was taken just now.</param>
/// <param name="TakenAt">When it was taken, by storage's clock; absent when that was just now.</param>
public sealed record IdempotencyRecord(string JobId, string Request, bool IsNew, DateTimeOffset? TakenAt = null);

/// <summary>An idempotency key came again with another request.</summary>
public sealed class IdempotencyConflictException : Exception
{
    /// <summary>An exception without a message.</summary>
    public IdempotencyConflictException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public IdempotencyConflictException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public IdempotencyConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
