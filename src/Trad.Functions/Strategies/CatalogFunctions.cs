using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Backtesting.Metrics;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Optimization;
using Trad.Training;

namespace Trad.Functions.Strategies;

/// <summary>What a training can be made of, over HTTP: enough to build a form from.</summary>
public sealed class CatalogFunctions(KnownStrategies strategies)
{
    /// <summary>
    /// <c>GET /api/strategies</c>: the strategies, built-in ones and those of one's own in their newest version, with their parameters and
    /// the JSON schema of these.
    /// </summary>
    [Function(nameof(ListStrategies))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<StrategyDescription>))]
    [Tagged]
    public async Task<IResult> ListStrategies(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/strategies")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Answers.Json(request, await strategies.ListAsync(cancellationToken));

    /// <summary><c>GET /api/metrics</c>: the metrics that can be an objective.</summary>
    [Function(nameof(ListMetrics))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<MetricDescription>))]
    [Tagged]
    public IResult ListMetrics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/metrics")] HttpRequest request) =>
        Whole(request, MetricCatalog.All.Select(MetricDescription.FromMetric));

    /// <summary><c>GET /api/optimizers</c>: the ways to choose parameters.</summary>
    [Function(nameof(ListOptimizers))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<OptimizerDescription>))]
    [Tagged]
    public IResult ListOptimizers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/optimizers")] HttpRequest request) =>
        Whole(request, OptimizerCatalog.Descriptions.Select(optimizer => new OptimizerDescription(optimizer.Key, optimizer.Value)));

    private static IResult Whole<T>(HttpRequest request, IEnumerable<T> items) =>
        Answers.Json(request, new ListPage<T>([.. items], null));
}
