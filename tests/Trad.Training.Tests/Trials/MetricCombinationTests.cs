using Trad.Backtesting.Metrics;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

public sealed class MetricCombinationTests
{
    [Fact]
    public void Combine_the_longest_holding_is_the_longest_of_any_symbol()
    {
        var combined = MetricCombination.Combine([Metrics(longest: 4), Metrics(longest: 7)]);

        Assert.Equal(7, combined.LongestHoldingCandles);
        Assert.Equal(20, combined.Trades);
    }

    [Fact]
    public void Combine_a_count_that_one_symbol_lacks_is_absent() =>
        Assert.Null(MetricCombination.Combine([Metrics(longest: 4), Metrics(longest: null)]).LongestHoldingCandles);

    private static BacktestMetrics Metrics(int? longest) => new()
    {
        FinalEquity = 10_000,
        TotalReturn = 0,
        MaximumDrawdown = 0.1,
        LongestDrawdownCandles = 3,
        Trades = 10,
        SkippedEntries = 0,
        Exposure = 0.2,
        FeesPaid = 5,
        BuyAndHoldReturn = 0.1,
        Candles = 100,
        LongestHoldingCandles = longest,
    };
}
