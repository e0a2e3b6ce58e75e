namespace Microsoft.DurableTask;

/// <summary>How a task is called.</summary>
public record TaskOptions
{
    /// <summary>Makes options.</summary>
    public TaskOptions(TaskRetryOptions? retry) => Retry = retry;

    /// <summary>How it is tried again.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Options that try again by a policy.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(policy);
}
