using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>What Durable Task's core says of an instance, in the words of its client.</summary>
internal static class InstanceStates
{
    /// <summary>Whether nothing more will happen.</summary>
    public static bool IsEnded(OrchestrationState state) =>
        state.OrchestrationStatus is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated
            or OrchestrationStatus.Canceled;

    public static OrchestrationMetadata ToMetadata(OrchestrationState state, bool withPayloads)
    {
        var id = state.OrchestrationInstance.InstanceId;
        return new OrchestrationMetadata(state.Name, id)
        {
            DataConverter = withPayloads ? new DurableDataConverter($"a payload of the orchestration '{id}'") : null,
            RuntimeStatus = (OrchestrationRuntimeStatus)(int)state.OrchestrationStatus,
            CreatedAt = new DateTimeOffset(DateTime.SpecifyKind(state.CreatedTime, DateTimeKind.Utc)),
            LastUpdatedAt = new DateTimeOffset(DateTime.SpecifyKind(state.LastUpdatedTime, DateTimeKind.Utc)),
            SerializedInput = withPayloads ? state.Input : null,
            SerializedOutput = withPayloads ? state.Output : null,
            SerializedCustomStatus = withPayloads ? state.Status ?? "null" : null,
        };
    }

    /// <summary>The sub-orchestrations that a history, JSON, created.</summary>
    public static IReadOnlyList<string> ChildrenIn(string history)
    {
        using var events = JsonDocument.Parse(history);
        return
        [
            .. events.RootElement.EnumerateArray()
                .Where(happened => happened.GetProperty("EventType").GetInt32() == (int)EventType.SubOrchestrationInstanceCreated)
                .Select(happened => happened.GetProperty("InstanceId").GetString()!),
        ];
    }
}
