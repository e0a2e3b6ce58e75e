using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Strategies;

namespace Trad.Backtesting.Simulation;

/// <summary>Runs strategies over candles.</summary>
public static class Backtester
{
    [ThreadStatic]
    private static SignalBuffer? _signals;

    /// <summary>The figures of a backtest, without allocating anything per candle or trade.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or there are too few candles.</exception>
    public static BacktestMetrics Measure(
        IndicatorCache indicators, IStrategy strategy, StrategyParameters parameters, BacktestOptions options)
    {
        var account = new Account(options, indicators.Candles.Interval.CandlesPerYear);
        return Run(indicators, strategy, parameters, options, account);
    }

    /// <summary>A backtest with its trades and equity curve.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or there are too few candles.</exception>
    public static BacktestResult Run(
        IndicatorCache indicators, IStrategy strategy, StrategyParameters parameters, BacktestOptions options)
    {
        var trades = new List<Trade>();
        var equity = new List<double>(Math.Max(0, indicators.Candles.Count - options.TradeFrom));
        var account = new Account(options, indicators.Candles.Interval.CandlesPerYear, trades, equity);
        return new BacktestResult(Run(indicators, strategy, parameters, options, account), trades, equity);
    }

    private static BacktestMetrics Run(
        IndicatorCache indicators, IStrategy strategy, StrategyParameters parameters, BacktestOptions options, Account account)
    {
        Check(options, indicators.Candles.Count);
        var signals = _signals ??= new SignalBuffer();
        signals.Reset(indicators.Candles.Count);
        strategy.GenerateSignals(indicators, parameters, signals);
        Simulator.Run(indicators.Candles, signals, options, account);
        return account.Summarise(indicators.Candles.Slice(options.TradeFrom, indicators.Candles.Count - options.TradeFrom));
    }

    private static void Check(BacktestOptions options, int candles)
    {
        Require(options.InitialCapital > 0 && double.IsFinite(options.InitialCapital), "initial capital", options.InitialCapital, "a positive number");
        Require(options.FeeRate is >= 0 and < 1, "fee rate", options.FeeRate, "a fraction from 0 to below 1");
        Require(options.Slippage is >= 0 and < 1, "slippage", options.Slippage, "a fraction from 0 to below 1");
        Require(options.RiskPerTrade is > 0 and <= 1, "risk per trade", options.RiskPerTrade, "a fraction above 0 and at most 1");
        Require(options.TradeFrom >= 0 && options.TradeFrom < candles, "first candle to trade on", options.TradeFrom, $"a position among the {candles} candles");
    }

    private static void Require(bool holds, string name, double value, string allowed)
    {
        if (!holds)
        {
            throw new ArgumentException($"The {name} is {value}; allowed is {allowed}.");
        }
    }
}
