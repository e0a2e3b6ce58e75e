using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Strategies;
using Trad.Functions.OpenApi;
using Trad.Optimization;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Catalogs;

/// <summary>What a training can be made of, over HTTP: enough to build a form from.</summary>
public sealed class CatalogFunctions
{
    /// <summary><c>GET /api/strategies</c>: the strategies with their parameters and the JSON schema of these.</summary>
    [Function(nameof(ListStrategies))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<StrategyDescription>))]
    public IResult ListStrategies(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/strategies")] HttpRequest request) =>
        Whole(StrategyCatalog.All.Select(StrategyDescription.Of));

    /// <summary><c>GET /api/metrics</c>: the metrics that can be an objective.</summary>
    [Function(nameof(ListMetrics))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<MetricDescription>))]
    public IResult ListMetrics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/metrics")] HttpRequest request) =>
        Whole(MetricCatalog.All.Select(MetricDescription.Of));

    /// <summary><c>GET /api/optimizers</c>: the ways to choose parameters.</summary>
    [Function(nameof(ListOptimizers))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<OptimizerDescription>))]
    public IResult ListOptimizers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/optimizers")] HttpRequest request) =>
        Whole(OptimizerCatalog.Descriptions.Select(optimizer => new OptimizerDescription(optimizer.Key, optimizer.Value)));

    private static IResult Whole<T>(IEnumerable<T> items) =>
        Results.Json(new ListPage<T>([.. items], null), TradJson.Options);
}
