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
    public static BacktestMetrics Of(
        EquityStatistics equity, TradeStatistics trades, CandleSeries series, Interruptions interruptions, BacktestOptions options) => Of(
            equity,
            trades,
            series.Interval,
            series.Slice(options.TradeFrom, series.Count - options.TradeFrom).Range,
            BuyAndHoldReturn.Of(series, options.TradeFrom, interruptions.Ends),
            options.AnnualisedFrom);

    /// <summary>All figures of an account that need not trade one market.</summary>
    /// <param name="equity">The equity curve.</param>
    /// <param name="trades">The trades.</param>
    /// <param name="interval">The interval of its candles.</param>
    /// <param name="time">From the first open to the last close.</param>
    /// <param name="buyAndHold">What holding the markets returned.</param>
    /// <param name="annualisedFrom">The length from which a return per year is told.</param>
    public static BacktestMetrics Of(
        EquityStatistics equity, TradeStatistics trades, Interval interval, TimeRange time, double buyAndHold, TimeSpan annualisedFrom)
    {
        var perYear = Annualisation.CandlesPerYear(equity.Candles, interval, time);
        var length = TimeSpan.FromMilliseconds(time.Milliseconds);
        var (returns, drawdowns) = (equity.Returns, equity.Drawdowns);
        var totalReturn = TotalReturn.Of(equity);
        var annualisedReturn = length < annualisedFrom ? null : AnnualisedReturn.Of(equity, perYear);
        var maximumDrawdown = MaximumDrawdown.Of(drawdowns);
        return new BacktestMetrics
        {
            FinalEquity = equity.Final,
            TotalReturn = totalReturn,
            AnnualisedReturn = annualisedReturn,
            Volatility = Volatility.Of(returns, perYear),
            Sharpe = SharpeRatio.Of(returns, perYear),
            ProbabilisticSharpe = ProbabilisticSharpeRatio.Of(returns),
            Sortino = SortinoRatio.Of(returns, perYear),
            Calmar = CalmarRatio.Of(annualisedReturn, maximumDrawdown),
            Omega = OmegaRatio.Of(returns),
            Skewness = Skewness.Of(returns),
            Kurtosis = Kurtosis.Of(returns),
            ValueAtRisk = ValueAtRisk.Of(returns),
            MaximumDrawdown = maximumDrawdown,
            AverageDrawdown = AverageDrawdown.Of(drawdowns),
            LongestDrawdownCandles = LongestDrawdown.Of(drawdowns),
            AverageDrawdownCandles = AverageDrawdownDuration.Of(drawdowns),
            UlcerIndex = UlcerIndex.Of(equity),
            Trades = TradeCount.Of(trades),
            SkippedEntries = trades.Skipped,
            SkippedStopPassed = trades.SkippedFor(SkipReason.StopPassed),
            SkippedTargetPassed = trades.SkippedFor(SkipReason.TargetPassed),
            SkippedNoCash = trades.SkippedFor(SkipReason.NoCash),
            SkippedTooSmall = trades.SkippedFor(SkipReason.TooSmall),
            WinRate = WinRate.Of(trades),
            ProfitFactor = ProfitFactor.Of(trades),
            Expectancy = Expectancy.Of(trades),
            PayoffRatio = PayoffRatio.Of(trades),
            Sqn = SystemQualityNumber.Of(trades),
            SqnBound = SystemQualityBound.Of(trades),
            BestTradeReturn = BestTrade.Of(trades),
            WorstTradeReturn = WorstTrade.Of(trades),
            LongestLosingStreak = LongestLosingStreak.Of(trades),
            AverageHoldingCandles = AverageHolding.Of(trades),
            LongestHoldingCandles = LongestHolding.Of(trades),
            Exposure = Exposure.Of(equity),
            Turnover = Turnover.Of(trades, equity),
            FeesPaid = FeesPaid.Of(trades),
            FundingPaid = FundingPaid.Of(trades),
            BuyAndHoldReturn = buyAndHold,
            ExcessReturn = ExcessReturn.Of(totalReturn, buyAndHold),
            Candles = equity.Candles,
            Days = length.TotalDays,
        };
    }
}
