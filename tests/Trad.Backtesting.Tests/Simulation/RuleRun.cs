using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>Runs a hand-made market of five-minute candles without costs, with 10,000 to start.</summary>
internal static class RuleRun
{
    /// <summary>Candles that go nowhere, from 99 to 101 around 100.</summary>
    public static (double Open, double High, double Low, double Close)[] Flat(int count) =>
        [.. Enumerable.Repeat((100.0, 101.0, 99.0, 100.0), count)];

    public static BacktestResult Run(
        (double Open, double High, double Low, double Close)[] prices,
        Dictionary<int, Signal> script,
        Func<BacktestOptions, BacktestOptions>? change = null,
        int maximumHolding = 0,
        double trailAfterReward = 0)
    {
        var candles = CandleSeries.From(
            Interval.FiveMinutes,
            [.. prices.Select((price, i) => new Candle(i * 300_000L, price.Open, price.High, price.Low, price.Close, 1))]);
        var options = new BacktestOptions { FeeRate = 0, Slippage = 0 };
        var strategy = new ScriptedStrategy(script, maximumHolding, trailAfterReward);
        return Backtester.Run(
            new IndicatorCache(candles), strategy, StrategyParameters.Defaults(strategy), change?.Invoke(options) ?? options);
    }
}
