using Trad.Backtesting.Metrics.Statistics;

namespace Trad.Backtesting.Metrics;

/// <summary>The figures of several symbols in one record, each combined as its metric says.</summary>
public static class CombinedMetrics
{
    /// <summary>The figures; those of one symbol as they are.</summary>
    /// <param name="symbols">The figures of every symbol, at least one, each from an account of its own.</param>
    public static BacktestMetrics Combine(IReadOnlyList<BacktestMetrics> symbols)
    {
        if (symbols is [var only])
        {
            return only;
        }

        double? Combined(Metric metric) => Combine(symbols, metric.Combination, metric.Read);
        double Always(Metric metric) => Combined(metric)!.Value;
        int? Count(Metric metric) => Combined(metric) is { } count ? (int)count : null;
        return new BacktestMetrics
        {
            FinalEquity = symbols.Sum(metrics => metrics.FinalEquity),
            TotalReturn = Always(TotalReturn.Metric),
            AnnualisedReturn = Combined(AnnualisedReturn.Metric),
            Volatility = Combined(Volatility.Metric),
            Sharpe = Combined(SharpeRatio.Metric),
            ProbabilisticSharpe = Combined(ProbabilisticSharpeRatio.Metric),
            Sortino = Combined(SortinoRatio.Metric),
            Calmar = Combined(CalmarRatio.Metric),
            Omega = Combined(OmegaRatio.Metric),
            Skewness = Combined(Skewness.Metric),
            Kurtosis = Combined(Kurtosis.Metric),
            ValueAtRisk = Combined(ValueAtRisk.Metric),
            MaximumDrawdown = Always(MaximumDrawdown.Metric),
            AverageDrawdown = Combined(AverageDrawdown.Metric),
            LongestDrawdownCandles = Count(LongestDrawdown.Metric)!.Value,
            AverageDrawdownCandles = Combined(AverageDrawdownDuration.Metric),
            UlcerIndex = Combined(UlcerIndex.Metric),
            Trades = Count(TradeCount.Metric)!.Value,
            SkippedEntries = symbols.Sum(metrics => metrics.SkippedEntries),
            SkippedStopPassed = symbols.Sum(metrics => metrics.SkippedStopPassed),
            SkippedTargetPassed = symbols.Sum(metrics => metrics.SkippedTargetPassed),
            SkippedNoCash = symbols.Sum(metrics => metrics.SkippedNoCash),
            SkippedTooSmall = symbols.Sum(metrics => metrics.SkippedTooSmall),
            WinRate = Combined(WinRate.Metric),
            ProfitFactor = Combined(ProfitFactor.Metric),
            Expectancy = Combined(Expectancy.Metric),
            PayoffRatio = Combined(PayoffRatio.Metric),
            Sqn = Combined(SystemQualityNumber.Metric),
            SqnBound = Combined(SystemQualityBound.Metric),
            BestTradeReturn = Combined(BestTrade.Metric),
            WorstTradeReturn = Combined(WorstTrade.Metric),
            LongestLosingStreak = Count(LongestLosingStreak.Metric)!.Value,
            AverageHoldingCandles = Combined(AverageHolding.Metric),
            LongestHoldingCandles = Count(LongestHolding.Metric),
            Exposure = Always(Exposure.Metric),
            Turnover = Combined(Turnover.Metric),
            FeesPaid = Always(FeesPaid.Metric),
            FundingPaid = Always(FundingPaid.Metric),
            BuyAndHoldReturn = Always(BuyAndHoldReturn.Metric),
            ExcessReturn = Always(ExcessReturn.Metric),
            Candles = symbols.Max(metrics => metrics.Candles),
            Days = symbols.Max(metrics => metrics.Days),
        };
    }

    private static double? Combine(
        IReadOnlyList<BacktestMetrics> symbols, MetricCombination combination, Func<BacktestMetrics, double?> read) => combination switch
        {
            MetricCombination.Sum => symbols.Sum(read),
            MetricCombination.Largest => symbols.Max(read),
            MetricCombination.Smallest => symbols.Min(read),
            MetricCombination.MeanPerTrade => symbols.Sum(metrics => metrics.Trades) is > 0 and var trades
                ? symbols.Sum(metrics => metrics.Trades * read(metrics) ?? 0) / trades
                : null,
            _ => symbols.All(metrics => read(metrics) is not null) ? symbols.Average(read) : null,
        };
}
