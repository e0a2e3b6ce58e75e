namespace Microsoft.DurableTask.Client;

/// <summary>Which ended orchestrations are removed; what is absent does not restrict.</summary>
/// <param name="CreatedFrom">Created at this moment or later.</param>
/// <param name="CreatedTo">Created at this moment or earlier.</param>
/// <param name="Statuses">In one of these states; those of orchestrations that have not ended are passed over.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = default,
    DateTimeOffset? CreatedTo = default,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = default);
