namespace Trad.Training.Jobs;

/// <summary>
/// The orchestrations that carry out what is recorded: how a use case starts, tells, finds and removes them, whatever engine they
/// run on. Safe for many callers at once. Everything may be repeated, and nothing of it fails because an orchestration is over, or
/// not there yet, by the time it is told.
/// </summary>
/// <remarks>
/// Where the engine does not answer, every method throws what its client throws: on one machine and on Azure Storage the storage's
/// exceptions, on a Functions host those of its gRPC client; the API answers both with 503. A token that ends an attempt ends it with
/// <see cref="OperationCanceledException"/>. What a method throws beside these stands with it.
/// </remarks>
public interface IOrchestrations
{
    /// <summary>Starts the orchestration of a job's attempt; nothing happens when it is there.</summary>
    Task StartTrainingAsync(QueuedJob job, CancellationToken cancellationToken);

    /// <summary>Starts the orchestration of a revalidation; nothing happens when it is there.</summary>
    /// <param name="assetId">The asset.</param>
    /// <param name="revalidationId">The revalidation, within the asset.</param>
    /// <param name="orchestrationId">The orchestration.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task StartRevalidationAsync(string assetId, string revalidationId, string orchestrationId, CancellationToken cancellationToken);

    /// <summary>Raises the cancel request of a training's orchestration; false when there is nobody to hear it.</summary>
    Task<bool> TryRaiseCancelAsync(string orchestrationId, CancellationToken cancellationToken);

    /// <summary>How an orchestration stands; null when there is none. It fails for no orchestration that failed.</summary>
    Task<OrchestrationState?> FindAsync(string orchestrationId, CancellationToken cancellationToken);

    /// <summary>Ends an orchestration at once; false when it has ended, or never was.</summary>
    Task<bool> TryTerminateAsync(string orchestrationId, string reason, CancellationToken cancellationToken);

    /// <summary>Removes an orchestration that has ended; false when there is none that has.</summary>
    Task<bool> TryPurgeAsync(string orchestrationId, CancellationToken cancellationToken);
}

/// <summary>How an orchestration stands.</summary>
/// <param name="Status">What it does.</param>
/// <param name="LastUpdatedAt">When it last did something.</param>
/// <param name="Failure">Why it failed, in words for people; null when it did not.</param>
public sealed record OrchestrationState(OrchestrationStatus Status, DateTimeOffset LastUpdatedAt, string? Failure = null)
{
    /// <summary>Whether it has ended, in whatever way.</summary>
    public bool IsEnded => Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;
}

/// <summary>What an orchestration does.</summary>
public enum OrchestrationStatus
{
    /// <summary>It waits for its first turn, or goes on.</summary>
    Running,

    /// <summary>It stands still until somebody lets it go on.</summary>
    Suspended,

    /// <summary>It has ended in the ordinary way.</summary>
    Completed,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>Somebody ended it.</summary>
    Terminated,
}
