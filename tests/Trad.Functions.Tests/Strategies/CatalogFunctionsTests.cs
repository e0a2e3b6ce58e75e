using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Strategies;
using Trad.Functions.Tests.Hosting;
using Trad.Optimization;

namespace Trad.Functions.Tests.Strategies;

public sealed class CatalogFunctionsTests(AppHost app) : IClassFixture<AppHost>
{
    [Fact]
    public async Task Strategies_tell_every_parameter_with_its_search_and_its_schema()
    {
        var strategies = await ItemsAsync("api/strategies");

        Assert.Equal(StrategyCatalog.All.Select(strategy => strategy.Name), strategies.Select(strategy => (string?)strategy!["name"]));
        var sweep = strategies.Single(strategy => (string?)strategy!["name"] == "liquidity-sweep")!;
        var depth = sweep["parameters"]!.AsArray().Single(parameter => (string?)parameter!["name"] == "pierce_depth")!;
        Assert.Equal("continuous", (string?)depth["type"]);
        Assert.Equal(0.0005, (double?)depth["low"]);
        Assert.Equal(0.005, (double?)depth["high"]);
        Assert.Equal(0.002, (double?)depth["default"]);
        Assert.Equal("Pierce depth", (string?)depth["title"]);
        var holding = sweep["parameters"]!.AsArray().Single(parameter => (string?)parameter!["name"] == "max_holding_periods")!;
        Assert.Equal([30, 50, 75, 100, 150], holding["choices"]!.AsArray().Select(choice => (double)choice!));
        Assert.Equal("integer", (string?)sweep["schema"]!["properties"]!["max_holding_periods"]!["type"]);
        Assert.Equal(sweep["parameters"]!.AsArray().Count, sweep["schema"]!["properties"]!.AsObject().Count);
    }

    [Fact]
    public async Task Strategies_tell_the_orders_between_parameters()
    {
        var crossover = (await ItemsAsync("api/strategies")).Single(strategy => (string?)strategy!["name"] == "moving-average-crossover")!;

        Assert.Equal("fast_period", (string?)crossover["orders"]![0]!["smaller"]);
        Assert.Equal("slow_period", (string?)crossover["orders"]![0]!["larger"]);
        Assert.Equal(50, (int?)crossover["warmUp"]);
    }

    [Fact]
    public async Task Metrics_and_optimizers_are_those_that_a_request_may_name()
    {
        Assert.Equal(
            MetricCatalog.All.Select(metric => metric.Name), (await ItemsAsync("api/metrics")).Select(metric => (string?)metric!["name"]));
        Assert.Equal(
            OptimizerCatalog.Descriptions.Keys, (await ItemsAsync("api/optimizers")).Select(optimizer => (string?)optimizer!["name"]));
    }

    private async Task<JsonArray> ItemsAsync(string path) =>
        (await app.Http.GetFromJsonAsync<JsonObject>(path, TestContext.Current.CancellationToken))!["items"]!.AsArray();
}
