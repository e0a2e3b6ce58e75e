namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>Which call of which orchestration a sub-orchestration answers.</summary>
/// <param name="Name">The calling orchestrator.</param>
/// <param name="InstanceId">The calling instance.</param>
/// <param name="Generation">The caller's generation: an earlier one's calls are forgotten.</param>
/// <param name="TaskId">The number of the call.</param>
internal sealed record ParentCall(string Name, string InstanceId, int Generation, int TaskId);
