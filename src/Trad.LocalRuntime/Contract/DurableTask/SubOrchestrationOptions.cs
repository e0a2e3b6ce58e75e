namespace Microsoft.DurableTask;

/// <summary>How a sub-orchestration is called.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Makes options.</summary>
    /// <param name="retry">How it is tried again.</param>
    /// <param name="instanceId">The sub-orchestration's identity; drawn when absent.</param>
    public SubOrchestrationOptions(TaskRetryOptions? retry = default, string? instanceId = default)
        : base(retry) => InstanceId = instanceId;

    /// <summary>Makes options from those of any task.</summary>
    /// <param name="options">What to take over.</param>
    /// <param name="instanceId">The sub-orchestration's identity; drawn when absent.</param>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = default)
        : base(options) => InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>The sub-orchestration's identity; drawn when absent.</summary>
    public string? InstanceId { get; init; }
}
