using System.Net;
using Trad.Functions.Backfills;
using Trad.MarketData.Backfills;
using Trad.Training;

namespace Trad.LocalHost.Client;

/// <summary>Backfills from exchanges.</summary>
public sealed class BackfillClient
{
    private readonly ApiConnection _api;

    internal BackfillClient(ApiConnection api) => _api = api;

    /// <summary>Fetches what is missing of a range.</summary>
    /// <exception cref="TradApiException">The request is wrong, or the market has a backfill running.</exception>
    public Task<BackfillStarted> StartAsync(BackfillRequest request, CancellationToken cancellationToken) =>
        _api.SendAsync<BackfillStarted>(HttpMethod.Post, "api/backfills", request, cancellationToken);

    /// <summary>The same, asking again for gaps that were taken for the exchange's own.</summary>
    /// <exception cref="TradApiException">The request is wrong, or the market has a backfill running.</exception>
    public Task<BackfillStarted> RepairAsync(BackfillRequest request, CancellationToken cancellationToken) =>
        _api.SendAsync<BackfillStarted>(HttpMethod.Post, "api/candles/repair", request, cancellationToken);

    /// <summary>A page of runs, newest first.</summary>
    /// <exception cref="TradApiException">The list is not possible as asked for.</exception>
    public Task<ListPage<BackfillState>> ListAsync(int? limit, string? continuationToken, CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<BackfillState>>(
            ApiConnection.Address("api/backfills", ("limit", limit), ("continuationToken", continuationToken)), cancellationToken);

    /// <summary>A run as it is now.</summary>
    /// <exception cref="TradApiException">There is no such run.</exception>
    public Task<BackfillState> GetAsync(string id, CancellationToken cancellationToken) =>
        _api.GetAsync<BackfillState>($"api/backfills/{Uri.EscapeDataString(id)}", cancellationToken);

    /// <summary>Stops a run; what it has fetched stays.</summary>
    /// <exception cref="TradApiException">There is no such run, or it has ended.</exception>
    public Task<BackfillState> CancelAsync(string id, CancellationToken cancellationToken) =>
        _api.SendAsync<BackfillState>(HttpMethod.Post, $"api/backfills/{Uri.EscapeDataString(id)}/cancel", null, cancellationToken);

    /// <summary>Forgets a run that has ended, or tells one that goes on to stop.</summary>
    /// <returns>Whether it is forgotten.</returns>
    /// <exception cref="TradApiException">There is no such run.</exception>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await _api.SendAsync(HttpMethod.Delete, $"api/backfills/{Uri.EscapeDataString(id)}", cancellationToken) == HttpStatusCode.NoContent;
}
