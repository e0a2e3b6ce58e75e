namespace Trad.Training.Jobs;

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
