namespace Microsoft.DurableTask.Client;

/// <summary>Which orchestrations are asked for; what is absent does not restrict.</summary>
/// <param name="CreatedFrom">Created at this moment or later.</param>
/// <param name="CreatedTo">Created at this moment or earlier.</param>
/// <param name="Statuses">In one of these states.</param>
/// <param name="TaskHubNames">Hubs to look in; the local runtime knows one and passes over the names of others.</param>
/// <param name="InstanceIdPrefix">Whose identity begins so.</param>
/// <param name="PageSize">Most instances of a page.</param>
/// <param name="FetchInputsAndOutputs">Whether inputs, outputs and custom statuses are read.</param>
/// <param name="ContinuationToken">Where an earlier page ended.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = default,
    DateTimeOffset? CreatedTo = default,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = default,
    IEnumerable<string>? TaskHubNames = default,
    string? InstanceIdPrefix = default,
    int PageSize = 100,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = default);
