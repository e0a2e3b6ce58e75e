namespace Trad.Training.Jobs;

/// <summary>A job's place in the queue.</summary>
/// <param name="Id">The job.</param>
/// <param name="Number">Its number.</param>
/// <param name="Priority">Its priority; larger starts earlier.</param>
/// <param name="Attempt">The attempt that waits or runs.</param>
/// <param name="AddedAt">When it came.</param>
/// <param name="StartedAt">When it was started; absent while it waits.</param>
public sealed record QueuedJob(string Id, int Number, int Priority, int Attempt, DateTimeOffset AddedAt, DateTimeOffset? StartedAt)
{
    /// <summary>The orchestration that carries it out.</summary>
    public string OrchestrationId => Attempt == 1 ? Id : $"{Id}-{Attempt}";
}
