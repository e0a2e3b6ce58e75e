using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>What holds for every market, script and option.</summary>
public sealed class EngineInvariantsTests
{
    [Fact]
    public void Money_any_script_is_where_the_trades_put_it_candle_by_candle() => Sample((candles, strategy, options) =>
    {
        var result = Run(candles, strategy, options);

        Assert.Equal(candles.Count - options.TradeFrom, result.Equity.Count);
        for (var t = options.TradeFrom; t < candles.Count; t++)
        {
            // Closed trades have brought their profit; an open one is worth its size at the close, its entry paid.
            var expected = options.InitialCapital;
            foreach (var trade in result.Trades.Where(trade => trade.EntryIndex <= t))
            {
                var closed = trade.ExitIndex <= t && trade.Reason != ExitReason.Open;
                expected += closed ? trade.Profit : (trade.Size * (candles.Close[t] - trade.EntryPrice)) - trade.EntryFee;
            }

            Assert.Equal(expected, result.Equity[t - options.TradeFrom], 1e-6);
        }
    });

    [Fact]
    public void Metrics_any_script_follow_from_the_equity_curve_and_the_trades() => Sample((candles, strategy, options) =>
    {
        var result = Run(candles, strategy, options);

        var equity = result.Equity.Prepend(options.InitialCapital).ToArray();
        var returns = equity.Zip(equity.Skip(1), (before, after) => (after / before) - 1).ToArray();
        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(change => (change - mean) * (change - mean)) / (returns.Length - 1));
        var downside = Math.Sqrt(returns.Where(change => change < 0).Sum(change => change * change) / returns.Length);
        var peaks = equity.Select((_, i) => equity[..(i + 1)].Max()).ToArray();
        var year = Math.Sqrt(365 * 288);
        var metrics = result.Metrics;
        AssertClose(deviation > 0 ? mean / deviation * year : null, metrics.Sharpe);
        AssertClose(downside > 0 ? mean / downside * year : null, metrics.Sortino);
        AssertClose(equity.Zip(peaks, (now, peak) => 1 - (now / peak)).Max(), metrics.MaximumDrawdown);
        AssertClose((equity[^1] / equity[0]) - 1, metrics.TotalReturn);
        Assert.Equal(result.Trades.Count, metrics.Trades);
        AssertClose(result.Trades.Count == 0 ? null : (double)result.Trades.Count(trade => trade.Profit > 0) / result.Trades.Count, metrics.WinRate);
        AssertClose(result.Trades.Sum(trade => trade.EntryFee + trade.ExitFee), metrics.FeesPaid);
    });

    [Fact]
    public void Measure_any_script_gives_the_metrics_of_the_full_run() => Sample((candles, strategy, options) =>
        Assert.Equal(
            Run(candles, strategy, options).Metrics,
            Backtester.Measure(new IndicatorCache(candles), strategy, StrategyParameters.Defaults(strategy), options)));

    [Fact]
    public void Trades_prices_times_a_power_of_two_happen_at_the_same_candles() => Sample((candles, strategy, options) =>
    {
        var scaled = CandleSeries.From(candles.Interval, [.. Enumerable.Range(0, candles.Count).Select(i => candles[i]).Select(candle =>
            candle with { Open = candle.Open * 8, High = candle.High * 8, Low = candle.Low * 8, Close = candle.Close * 8 })]);

        var before = Run(candles, strategy, options).Trades.Select(trade => (trade.EntryIndex, trade.ExitIndex, trade.Reason));
        var after = Run(scaled, strategy.Scaled(8), options).Trades.Select(trade => (trade.EntryIndex, trade.ExitIndex, trade.Reason));

        Assert.Equal(before, after);
    });

    private static BacktestResult Run(CandleSeries candles, ScriptedStrategy strategy, BacktestOptions options) =>
        Backtester.Run(new IndicatorCache(candles), strategy, StrategyParameters.Defaults(strategy), options);

    private static void AssertClose(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.True(expected is null || Math.Abs(expected.Value - actual!.Value) <= 1e-7 * Math.Max(1, Math.Abs(expected.Value)), $"{actual} instead of {expected}");
    }

    private static void Sample(Action<CandleSeries, ScriptedStrategy, BacktestOptions> check)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var candles = RandomMarket.Make(seed, 250);
            var script = new Dictionary<int, Signal>();
            for (var t = 0; t < candles.Count; t++)
            {
                if (random.Next(6) == 0)
                {
                    var side = random.Next(2) == 0 ? (sbyte)1 : (sbyte)-1;
                    var distance = 0.3 + random.NextDouble();
                    script[t] = random.Next(4) == 0
                        ? new Signal(side)
                        : new Signal(side, candles.Close[t] - (side * distance), candles.Close[t] + (side * distance * 1.5));
                }
            }

            var options = new BacktestOptions
            {
                FeeRate = random.Next(2) * 0.001,
                Slippage = random.Next(2) * 0.0005,
                Directions = (TradeDirections)random.Next(3),
                TradeFrom = random.Next(50),
            };
            check(candles, new ScriptedStrategy(script, random.Next(3) * 7), options);
        }
    }
}
