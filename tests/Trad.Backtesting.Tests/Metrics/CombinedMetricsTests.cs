using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;

namespace Trad.Backtesting.Tests.Metrics;

public sealed class CombinedMetricsTests
{
    public static TheoryData<string> Metrics => [.. MetricCatalog.All.Select(metric => metric.Name)];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Every_metric_combines_as_it_says(string name)
    {
        Assert.True(MetricCatalog.TryGet(name, out var metric));
        foreach (var symbols in Samples())
        {
            var values = symbols.Select(metric.Read).ToList();
            var known = values.OfType<double>().ToList();
            var trades = symbols.Sum(symbol => symbol.Trades);
            var expected = metric.Combination switch
            {
                MetricCombination.Mean => known.Count == symbols.Count ? known.Average() : null,
                MetricCombination.MeanPerTrade =>
                    trades > 0 ? symbols.Sum(symbol => symbol.Trades * (metric.Read(symbol) ?? 0)) / trades : null,
                MetricCombination.Sum => known.Sum(),
                MetricCombination.Largest => known.Count > 0 ? known.Max() : null,
                MetricCombination.Smallest => known.Count > 0 ? known.Min() : (double?)null,
                _ => throw new ArgumentOutOfRangeException(nameof(name), metric.Combination, null),
            };

            var combined = metric.Read(CombinedMetrics.Combine(symbols));

            Assert.Equal(expected is null, combined is null);
            Assert.Equal(expected ?? 0, combined ?? 0, 1e-12 * (1 + Math.Abs(expected ?? 0)));
        }
    }

    [Fact]
    public void One_symbol_stays_as_it_is()
    {
        var only = Samples()[0][0];

        Assert.Same(only, CombinedMetrics.Combine([only]));
    }

    [Fact]
    public void Means_per_trade_sums_and_extremes_are_those_of_the_joint_account()
    {
        foreach (var symbols in Samples())
        {
            var combined = CombinedMetrics.Combine(symbols);

            Assert.Equal(symbols.Sum(symbol => symbol.FinalEquity), combined.FinalEquity, 1e-6);
            Assert.Equal(symbols.Sum(symbol => symbol.SkippedEntries), combined.SkippedEntries);
            Assert.Equal(symbols.Sum(symbol => symbol.Trades), combined.Trades);
        }
    }

    // Random markets, short ones without a trade among them.
    private static List<List<BacktestMetrics>> Samples() => [.. Enumerable.Range(0, 12).Select(
        seed => Enumerable.Range(0, 2 + (seed % 3)).Select(symbol =>
        Backtester.Measure(
            new IndicatorCache(RandomMarket.Make((seed * 10) + symbol, symbol == 1 && seed % 4 == 0 ? 110 : 600)),
            new MovingAverageCrossover(),
            StrategyParameters.Create(
                new MovingAverageCrossover(), [KeyValuePair.Create("slow_period", symbol == 1 && seed % 4 == 0 ? 100.0 : 30)]),
            new BacktestOptions())).ToList())];
}
