using Trad.LocalRuntime.Durable;

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

    internal bool HasPayloads { get; init; } = true;

    /// <summary>Whether it is at work.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether nothing more will happen.</summary>
    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>The input.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput, "input");

    /// <summary>The output; that of a failed orchestration is text and no JSON.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput, "output");

    /// <summary>The custom status.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus, "custom status");

    private T? Read<T>(string? text, string part) => HasPayloads
        ? DurableJson.Read<T>(text, $"the {part} of the orchestration '{InstanceId}'")
        : throw new InvalidOperationException("Inputs and outputs were not asked for: pass getInputsAndOutputs: true.");
}
