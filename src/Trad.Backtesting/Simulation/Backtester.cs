using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.Simulation;

/// <summary>Runs strategies over candles.</summary>
public static class Backtester
{
    private const int RangeLength = 14;

    /// <summary>The figures of a backtest, without allocating anything per candle or trade.</summary>
    /// <exception cref="ArgumentException">An option is out of range, a candle breaks a rule, or there are too few candles.</exception>
    public static BacktestMetrics Measure(
        IndicatorCache indicators, IStrategy strategy, StrategyParameters parameters, BacktestOptions options) =>
        Run(indicators, strategy, parameters, options, null, null);

    /// <summary>A backtest with its trades and equity curve.</summary>
    /// <exception cref="ArgumentException">An option is out of range, a candle breaks a rule, or there are too few candles.</exception>
    public static BacktestResult Run(
        IndicatorCache indicators, IStrategy strategy, StrategyParameters parameters, BacktestOptions options)
    {
        var trades = new List<Trade>();
        var equity = new List<double>(Math.Max(0, indicators.Candles.Count - options.TradeFrom));
        return new BacktestResult(Run(indicators, strategy, parameters, options, trades, equity), trades, equity);
    }

    private static BacktestMetrics Run(
        IndicatorCache indicators,
        IStrategy strategy,
        StrategyParameters parameters,
        BacktestOptions options,
        List<Trade>? trades,
        List<double>? equityCurve)
    {
        indicators.EnsureSound();
        var candles = Closed(indicators.Candles, options.AsOf);
        BacktestRules.Check(options, candles, strategy.WarmUp(parameters));

        var workspace = Workspace.OfThread;
        var signals = workspace.Signals;
        signals.Reset(indicators.Candles.Count);
        strategy.GenerateSignals(indicators, parameters, signals);

        var counted = candles.Count - options.TradeFrom;
        var equity = new EquityStatistics(options.InitialCapital, workspace.Returns(counted));
        var account = new Account(options, equity, trades, equityCurve);
        new Simulator(
            candles,
            signals,
            options,
            account,
            options.AtrSlippage > 0 ? indicators.AverageTrueRange(RangeLength) : [],
            options.Sizing == PositionSizing.VolatilityTarget ? indicators.Volatility(options.VolatilityCandles) : []).Run();
        return MetricSummary.Of(equity, account.Trades, candles.Slice(options.TradeFrom, counted));
    }

    private static CandleSeries Closed(CandleSeries candles, long? asOf) =>
        asOf is { } moment ? candles.Slice(0, candles.IndexAtOrAfter(moment - candles.Interval.Milliseconds + 1)) : candles;
}
