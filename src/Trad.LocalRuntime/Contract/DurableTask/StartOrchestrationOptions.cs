namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started.</summary>
/// <param name="InstanceId">The instance's identity; drawn when absent.</param>
/// <param name="StartAt">When it starts; at once when absent.</param>
public record StartOrchestrationOptions(string? InstanceId = default, DateTimeOffset? StartAt = default);
