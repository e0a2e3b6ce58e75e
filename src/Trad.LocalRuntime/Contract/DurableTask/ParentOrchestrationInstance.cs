namespace Microsoft.DurableTask;

/// <summary>The orchestration that called another as a sub-orchestration.</summary>
/// <param name="Name">The caller's orchestrator.</param>
/// <param name="InstanceId">The caller's identity.</param>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
