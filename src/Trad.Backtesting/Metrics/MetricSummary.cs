using Trad.Backtesting.Metrics.Statistics;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Candles.Gaps;

namespace Trad.Backtesting.Metrics;

/// <summary>Puts the figures of a backtest together.</summary>
internal static class MetricSummary
{
    /// <summary>All figures.</summary>
    /// <param name="equity">The equity curve.</param>
    /// <param name="trades">The trades.</param>
    /// <param name="series">The candles.</param>
    /// <param name="interruptions">Where they are interrupted.</param>
    /// <param name="options">The conditions.</param>
    public static BacktestMetrics Compute(
        EquityStatistics equity, TradeStatistics trades, CandleSeries series, Interruptions interruptions, BacktestOptions options) =>
            Compute(
            equity,
            trades,
            series.Interval,
            series.Slice(options.TradeFrom, series.Count - options.TradeFrom).Range,
            BuyAndHoldReturn.Compute(series, options.TradeFrom, interruptions.Ends),
            options.AnnualisedFrom);

    /// <summary>All figures of an account that need not trade one market.</summary>
    /// <param name="equity">The equity curve.</param>
    /// <param name="trades">The trades.</param>
    /// <param name="interval">The interval of its candles.</param>
    /// <param name="time">From the first open to the last close.</param>
    /// <param name="buyAndHold">What holding the markets returned.</param>
    /// <param name="annualisedFrom">The length from which a return per year is told.</param>
    public static BacktestMetrics Compute(
        EquityStatistics equity, TradeStatistics trades, Interval interval, TimeRange time, double buyAndHold, TimeSpan annualisedFrom)
    {
        var perYear = Annualisation.CandlesPerYear(equity.Candles, interval, time);
        var length = TimeSpan.FromMilliseconds(time.Milliseconds);
        var (returns, drawdowns) = (equity.Returns, equity.Drawdowns);
        var totalReturn = TotalReturn.Compute(equity);
        var annualisedReturn = length < annualisedFrom ? null : AnnualisedReturn.Compute(equity, perYear);
        var maximumDrawdown = MaximumDrawdown.Compute(drawdowns);
        return new BacktestMetrics
        {
            FinalEquity = equity.Final,
            TotalReturn = totalReturn,
            AnnualisedReturn = annualisedReturn,
            Volatility = Volatility.Compute(returns, perYear),
            Sharpe = SharpeRatio.Compute(returns, perYear),
            ProbabilisticSharpe = ProbabilisticSharpeRatio.Compute(returns),
            Sortino = SortinoRatio.Compute(returns, perYear),
            Calmar = CalmarRatio.Compute(annualisedReturn, maximumDrawdown),
            Omega = OmegaRatio.Compute(returns),
            Skewness = Skewness.Compute(returns),
            Kurtosis = Kurtosis.Compute(returns),
            ValueAtRisk = ValueAtRisk.Compute(returns),
            MaximumDrawdown = maximumDrawdown,
            AverageDrawdown = AverageDrawdown.Compute(drawdowns),
            LongestDrawdownCandles = LongestDrawdown.Compute(drawdowns),
            AverageDrawdownCandles = AverageDrawdownDuration.Compute(drawdowns),
            UlcerIndex = UlcerIndex.Compute(equity),
            Trades = TradeCount.Compute(trades),
            SkippedEntries = trades.Skipped,
            SkippedStopPassed = trades.SkippedFor(SkipReason.StopPassed),
            SkippedTargetPassed = trades.SkippedFor(SkipReason.TargetPassed),
            SkippedNoCash = trades.SkippedFor(SkipReason.NoCash),
            SkippedTooSmall = trades.SkippedFor(SkipReason.TooSmall),
            WinRate = WinRate.Compute(trades),
            ProfitFactor = ProfitFactor.Compute(trades),
            Expectancy = Expectancy.Compute(trades),
            PayoffRatio = PayoffRatio.Compute(trades),
            Sqn = SystemQualityNumber.Compute(trades),
            SqnBound = SystemQualityBound.Compute(trades),
            BestTradeReturn = BestTrade.Compute(trades),
            WorstTradeReturn = WorstTrade.Compute(trades),
            LongestLosingStreak = LongestLosingStreak.Compute(trades),
            AverageHoldingCandles = AverageHolding.Compute(trades),
            LongestHoldingCandles = LongestHolding.Compute(trades),
            Exposure = Exposure.Compute(equity),
            Turnover = Turnover.Compute(trades, equity),
            FeesPaid = FeesPaid.Compute(trades),
            FundingPaid = FundingPaid.Compute(trades),
            BuyAndHoldReturn = buyAndHold,
            ExcessReturn = ExcessReturn.Compute(totalReturn, buyAndHold),
            Candles = equity.Candles,
            Days = length.TotalDays,
        };
    }
}
