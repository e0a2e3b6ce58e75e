namespace Trad.Functions.Operations.Orchestrations;

/// <summary>What happened to an orchestration since it began, or since it last began anew.</summary>
/// <param name="InstanceId">Its identity.</param>
/// <param name="Events">The events, in the order in which they were recorded.</param>
public sealed record OrchestrationHistory(string InstanceId, IReadOnlyList<OrchestrationEvent> Events);
