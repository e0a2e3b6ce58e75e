namespace Microsoft.DurableTask.Client;

/// <summary>What is known of an orchestration.</summary>
public sealed class OrchestrationMetadata
{
    /// <summary>Makes metadata.</summary>
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    /// <summary>The orchestrator's name.</summary>
    public string Name { get; }

    /// <summary>The instance's identity.</summary>
    public string InstanceId { get; }

    /// <summary>Where it stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input as JSON, when asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output as JSON, when asked for; of a failed orchestration the reason as text.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status as JSON, when asked for.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Whether it is at work.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether nothing more will happen.</summary>
    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}
