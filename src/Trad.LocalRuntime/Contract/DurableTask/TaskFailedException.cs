namespace Microsoft.DurableTask;

/// <summary>A task that an orchestrator called has failed, its retries included.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>Makes an exception.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}")
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>The task's name.</summary>
    public string TaskName { get; }

    /// <summary>The task's number within the orchestration.</summary>
    public int TaskId { get; }

    /// <summary>Why it failed.</summary>
    public TaskFailureDetails FailureDetails { get; }
}
