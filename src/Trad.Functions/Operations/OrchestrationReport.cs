namespace Trad.Functions.Operations;

/// <summary>An orchestration, for people.</summary>
/// <param name="InstanceId">Its identity.</param>
/// <param name="Name">The orchestrator.</param>
/// <param name="Status">Its status.</param>
/// <param name="CreatedAt">When it was scheduled.</param>
/// <param name="LastUpdatedAt">When it changed last.</param>
public sealed record OrchestrationReport(string InstanceId, string Name, string Status, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt);
