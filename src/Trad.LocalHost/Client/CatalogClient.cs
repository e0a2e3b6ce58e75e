using System.Text.Json.Nodes;
using Trad.Functions.Strategies;
using Trad.Training;

namespace Trad.LocalHost.Client;

/// <summary>What a training can be made of.</summary>
public sealed class CatalogClient
{
    private readonly ApiConnection _api;

    internal CatalogClient(ApiConnection api) => _api = api;

    /// <summary>The strategies with their parameters.</summary>
    public Task<ListPage<StrategyDescription>> ListStrategiesAsync(CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<StrategyDescription>>("api/strategies", cancellationToken);

    /// <summary>Whether a strategy looks ahead or warms up too briefly, on stored candles, or on generated ones without a market.</summary>
    /// <exception cref="TradApiException">There is no such strategy, or nothing is stored of the market.</exception>
    public Task<CheckedStrategy> CheckStrategyAsync(
        string name, int? version, string? exchange, string? symbol, string? interval, CancellationToken cancellationToken) =>
        _api.GetAsync<CheckedStrategy>(
            ApiConnection.Address(
                $"api/strategies/{Uri.EscapeDataString(name)}/check", ("version", version), ("exchange", exchange), ("symbol", symbol),
                ("interval", interval)),
            cancellationToken);

    /// <summary>The metrics that can be an objective.</summary>
    public Task<ListPage<MetricDescription>> ListMetricsAsync(CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<MetricDescription>>("api/metrics", cancellationToken);

    /// <summary>The ways to choose parameters.</summary>
    public Task<ListPage<OptimizerDescription>> ListOptimizersAsync(CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<OptimizerDescription>>("api/optimizers", cancellationToken);

    /// <summary>The API as an OpenAPI document.</summary>
    public Task<JsonObject> GetOpenApiAsync(CancellationToken cancellationToken) =>
        _api.GetAsync<JsonObject>("api/openapi.json", cancellationToken);
}
