using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Candles.Gaps;

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
        var curve = new RecordedCurve(Math.Max(0, indicators.Candles.Count - options.TradeFrom));
        return new BacktestResult(Run(indicators, strategy, parameters, options, trades, curve), trades, curve.Equity, curve.Held);
    }

    private static BacktestMetrics Run(
        IndicatorCache indicators,
        IStrategy strategy,
        StrategyParameters parameters,
        BacktestOptions options,
        List<Trade>? trades,
        RecordedCurve? curve)
    {
        indicators.EnsureSound();
        strategy = strategy.On(indicators.Candles.Interval);
        var candles = Closed(indicators.Candles, options.AsOf);
        BacktestRules.Check(options, candles, strategy.WarmUp(parameters));

        var workspace = Workspace.OfThread;
        var signals = workspace.Signals;
        var longestGap = options.LongestGap ?? GapLimit.Default(candles.Interval);
        var parts = options.RestartAfterGap ? indicators.Parts(longestGap) : [indicators];
        SeriesParts.GenerateSignals(parts, strategy, parameters, options.WarmUpAfterGap, workspace);

        var counted = candles.Count - options.TradeFrom;
        var equity = new EquityStatistics(options.InitialCapital, workspace.Returns(counted));
        var account = new Account(options, equity, trades, curve);
        var interruptions = indicators.InterruptionsBeyond(longestGap);
        new Simulator(
            candles,
            signals,
            options,
            account,
            interruptions,
            options.AtrSlippage > 0 ? Ranges(parts, workspace) : [],
            options.Sizing == PositionSizing.VolatilityTarget ? Volatilities(parts, options.VolatilityCandles, workspace) : []).Run();
        return MetricSummary.Compute(equity, account.Trades, candles, interruptions, options);
    }

    private static ReadOnlySpan<double> Ranges(IReadOnlyList<IndicatorCache> parts, Workspace workspace) => parts is [var only]
        ? only.AverageTrueRange(RangeLength)
        : SeriesParts.Join(parts, part => part.AverageTrueRange(RangeLength), workspace.Ranges(parts.Sum(part => part.Candles.Count)));

    private static ReadOnlySpan<double> Volatilities(IReadOnlyList<IndicatorCache> parts, int length, Workspace workspace) =>
        parts is [var only]
        ? only.Volatility(length)
        : SeriesParts.Join(parts, part => part.Volatility(length), workspace.Volatilities(parts.Sum(part => part.Candles.Count)));

    private static CandleSeries Closed(CandleSeries candles, long? asOf) =>
        asOf is { } moment ? candles.Slice(0, candles.IndexAtOrAfter(candles.Interval.LatestOpenClosedAt(moment) + 1)) : candles;
}
