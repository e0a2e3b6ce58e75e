using Trad.Functions.Operations;
using Trad.Functions.Operations.Orchestrations;
using Trad.Training;

namespace Trad.LocalHost.Client;

/// <summary>The orchestrations behind jobs, backfills and revalidations.</summary>
public sealed class OrchestrationClient
{
    private const string Root = "api/system/orchestrations";

    private readonly ApiConnection _api;

    internal OrchestrationClient(ApiConnection api) => _api = api;

    /// <summary>A page of orchestrations in the order of their identities; it may have fewer than its limit while others follow.</summary>
    /// <param name="status">Only in this state; null for all.</param>
    /// <param name="prefix">Only those whose identity begins so; null for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="continuationToken">The token of the page before.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TradApiException">The list is not possible as asked for.</exception>
    public Task<ListPage<OrchestrationReport>> ListAsync(
        InstanceStatus? status, string? prefix, int? limit, string? continuationToken, CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<OrchestrationReport>>(
            ApiConnection.Address(
                Root, ("status", status), ("prefix", prefix), ("limit", limit), ("continuationToken", continuationToken)),
            cancellationToken);

    /// <summary>An orchestration with its input, output and progress.</summary>
    /// <exception cref="TradApiException">There is no such orchestration.</exception>
    public Task<OrchestrationDetail> GetAsync(string id, CancellationToken cancellationToken) =>
        _api.GetAsync<OrchestrationDetail>(Path(id), cancellationToken);

    /// <summary>What happened to an orchestration since it last began anew.</summary>
    /// <exception cref="TradApiException">There is no such orchestration.</exception>
    public Task<OrchestrationHistory> GetHistoryAsync(string id, int? maxPayload, CancellationToken cancellationToken) =>
        _api.GetAsync<OrchestrationHistory>(ApiConnection.Address($"{Path(id)}/history", ("maxPayload", maxPayload)), cancellationToken);

    /// <summary>Stops an orchestration until it is resumed.</summary>
    /// <exception cref="TradApiException">There is no such orchestration, or it has ended or stands still.</exception>
    public Task<OrchestrationReport> SuspendAsync(string id, string? reason, CancellationToken cancellationToken) =>
        TellAsync(id, "suspend", reason, cancellationToken);

    /// <summary>Lets a suspended orchestration go on.</summary>
    /// <exception cref="TradApiException">There is no such orchestration, or it is not suspended.</exception>
    public Task<OrchestrationReport> ResumeAsync(string id, string? reason, CancellationToken cancellationToken) =>
        TellAsync(id, "resume", reason, cancellationToken);

    /// <summary>Ends an orchestration at once, with those that it began.</summary>
    /// <exception cref="TradApiException">There is no such orchestration, or it has ended.</exception>
    public Task<OrchestrationReport> TerminateAsync(string id, string? reason, CancellationToken cancellationToken) =>
        TellAsync(id, "terminate", reason, cancellationToken);

    /// <summary>Runs an ended orchestration again with its last input.</summary>
    /// <exception cref="TradApiException">There is no such orchestration, or it has not ended.</exception>
    public Task<OrchestrationReport> RestartAsync(string id, CancellationToken cancellationToken) =>
        _api.SendAsync<OrchestrationReport>(HttpMethod.Post, $"{Path(id)}/restart", null, cancellationToken);

    /// <summary>Forgets an ended orchestration with its history.</summary>
    /// <exception cref="TradApiException">There is no such orchestration, or it has not ended.</exception>
    public Task PurgeAsync(string id, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Delete, Path(id), cancellationToken);

    private Task<OrchestrationReport> TellAsync(string id, string what, string? reason, CancellationToken cancellationToken) =>
        _api.SendAsync<OrchestrationReport>(HttpMethod.Post, $"{Path(id)}/{what}", new OrchestrationReason(reason), cancellationToken);

    private static string Path(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
