using Microsoft.DurableTask.Client;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>What is known of an orchestration instance; its row in the instances table.</summary>
internal sealed record InstanceRecord(string InstanceId, string Name, int Generation, DateTimeOffset CreatedAt)
{
    /// <summary>Tells this run from others of the same identity.</summary>
    public string? ExecutionId { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public DateTimeOffset LastUpdatedAt { get; init; } = CreatedAt;

    /// <summary>When it is to start; null is at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The call that made it a sub-orchestration; null when a client started it.</summary>
    public ParentCall? Parent { get; init; }

    /// <summary>The version that it was started with; empty when it had none.</summary>
    public string Version { get; init; } = "";

    /// <summary>The trace that its start belongs to, as W3C's <c>traceparent</c>; null when nobody traced it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The input of this generation, JSON.</summary>
    public string? Input { get; init; }

    /// <summary>The output, JSON; of a failed orchestration the reason as text.</summary>
    public string? Output { get; init; }

    /// <summary>The custom status, JSON.</summary>
    public string? CustomStatus { get; init; }

    public bool IsEnded =>
        Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    public OrchestrationMetadata ToMetadata(bool withPayloads) => new(Name, InstanceId)
    {
        DataConverter = withPayloads ? new DurableDataConverter($"a payload of the orchestration '{InstanceId}'") : null,
        RuntimeStatus = Status,
        CreatedAt = CreatedAt,
        LastUpdatedAt = LastUpdatedAt,
        SerializedInput = withPayloads ? Input : null,
        SerializedOutput = withPayloads ? Output : null,
        SerializedCustomStatus = withPayloads ? CustomStatus ?? "null" : null,
    };
}

/// <summary>Which call of which orchestration a sub-orchestration answers.</summary>
/// <param name="Name">The calling orchestrator.</param>
/// <param name="InstanceId">The calling instance.</param>
/// <param name="Generation">The caller's generation: an earlier one's calls are forgotten.</param>
/// <param name="TaskId">The number of the call.</param>
internal sealed record ParentCall(string Name, string InstanceId, int Generation, int TaskId);
