using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>A built-in strategy written as rules makes the same trades, bit for bit.</summary>
public sealed class RuleCopyTests
{
    private const string Range = """
        {"name": "atr_multiplier_sl", "type": "continuous", "default": 2, "low": 1, "high": 6}
        """;

    private const string Holding = """
        {"name": "max_holding_periods", "type": "choice", "default": 50, "choices": [20, 40, 50, 60, 100, 150, 200, 400]}
        """;

    public static TheoryData<string, string> Copies => new()
    {
        {
            "moving-average-crossover",
            """
            {
              "name": "copy",
              "parameters": [
                {"name": "fast_period", "type": "integer", "default": 10, "low": 5, "high": 100},
                {"name": "slow_period", "type": "integer", "default": 50, "low": 20, "high": 400}],
              "orders": [{"smaller": "fast_period", "larger": "slow_period"}],
              "long": "cross_above(sma(close, fast_period), sma(close, slow_period))",
              "short": "cross_below(sma(close, fast_period), sma(close, slow_period))"
            }
            """
        },
        {
            "donchian-breakout",
            $$"""
            {
              "name": "copy",
              "parameters": [{"name": "channel_period", "type": "integer", "default": 55, "low": 10, "high": 200}, {{Range}}, {{Holding}}],
              "long": "cross_above(close, donchian_upper(channel_period))",
              "short": "cross_below(close, donchian_lower(channel_period))",
              "stop": "atr_multiplier_sl * atr(20)",
              "maximumHolding": "max_holding_periods"
            }
            """
        },
        {
            "rsi-mean-reversion",
            $$"""
            {
              "name": "copy",
              "parameters": [
                {"name": "rsi_period", "type": "integer", "default": 14, "low": 5, "high": 30},
                {"name": "oversold", "type": "continuous", "default": 30, "low": 10, "high": 45},
                {"name": "overbought", "type": "continuous", "default": 70, "low": 55, "high": 90},
                {"name": "risk_reward_ratio", "type": "continuous", "default": 1.5, "low": 0.5, "high": 4}, {{Range}}, {{Holding}}],
              "definitions": {"strength": "rsi(close, rsi_period)", "risk": "atr_multiplier_sl * atr(14)"},
              "long": "strength[1] < oversold and strength >= oversold",
              "short": "strength[1] > overbought and strength <= overbought",
              "stop": "risk",
              "target": "risk_reward_ratio * risk",
              "maximumHolding": "max_holding_periods"
            }
            """
        },
        {
            "macd-trend",
            $$"""
            {
              "name": "copy",
              "parameters": [
                {"name": "fast_period", "type": "integer", "default": 12, "low": 5, "high": 30},
                {"name": "slow_period", "type": "integer", "default": 26, "low": 20, "high": 100},
                {"name": "signal_period", "type": "integer", "default": 9, "low": 3, "high": 20}, {{Range}}, {{Holding}}],
              "definitions": {
                "line": "macd(close, fast_period, slow_period)",
                "signal": "macd_signal(close, fast_period, slow_period, signal_period)"},
              "long": "cross_above(line, signal)",
              "short": "cross_below(line, signal)",
              "stop": "atr_multiplier_sl * atr(14)",
              "maximumHolding": "max_holding_periods"
            }
            """
        },
        {
            "bollinger-mean-reversion",
            $$"""
            {
              "name": "copy",
              "parameters": [
                {"name": "band_period", "type": "integer", "default": 20, "low": 10, "high": 60},
                {"name": "band_width", "type": "continuous", "default": 2, "low": 1, "high": 3.5}, {{Range}}, {{Holding}}],
              "definitions": {
                "middle": "sma(close, band_period)", "band": "band_width * stdev(close, band_period)", "away": "close - middle"},
              "long": "away[1] < -band[1] and away >= -band and away < 0",
              "short": "away[1] > band[1] and away <= band and away > 0",
              "stop": "atr_multiplier_sl * atr(14)",
              "targetPrice": "middle",
              "maximumHolding": "max_holding_periods"
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Copies))]
    public void Run_copy_of_a_built_in_strategy_makes_the_same_trades(string name, string document)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var copy = RuleStrategy.Parse(document);
        var real = SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(20_000);
        var (trades, random) = (0, new Random(5));
        foreach (var candles in new[] { RandomMarket.Make(1, 3000), RandomMarket.Make(2, 511), real })
        {
            var indicators = new IndicatorCache(candles);
            for (var i = 0; i < 8; i++)
            {
                var values = RandomParameters.Draw(strategy, random).Values;
                var expected = Backtester.Run(indicators, strategy, StrategyParameters.Create(strategy, values), new BacktestOptions());

                var found = Backtester.Run(indicators, copy, StrategyParameters.Create(copy, values), new BacktestOptions());

                Assert.Equal(expected.Trades, found.Trades);
                Assert.Equal(expected.Equity, found.Equity);
                trades += found.Trades.Count;
            }
        }

        Assert.True(trades > 100, $"{trades} trades");
    }
}
