using System.Diagnostics.CodeAnalysis;
using Trad.Backtesting.Metrics.Statistics;

namespace Trad.Backtesting.Metrics;

/// <summary>The metrics that can be an objective, by name; each is defined in a file of its own.</summary>
public static class MetricCatalog
{
    private static readonly SortedDictionary<string, Metric> ByName = new(
        new[]
        {
            TotalReturn.Metric, AnnualisedReturn.Metric, Volatility.Metric, SharpeRatio.Metric, SortinoRatio.Metric,
            CalmarRatio.Metric, OmegaRatio.Metric, ProbabilisticSharpeRatio.Metric, Skewness.Metric, Kurtosis.Metric,
            ValueAtRisk.Metric, MaximumDrawdown.Metric, AverageDrawdown.Metric, LongestDrawdown.Metric,
            AverageDrawdownDuration.Metric, UlcerIndex.Metric, TradeCount.Metric, WinRate.Metric, ProfitFactor.Metric,
            Expectancy.Metric, PayoffRatio.Metric, SystemQualityNumber.Metric, SystemQualityBound.Metric, BestTrade.Metric,
            WorstTrade.Metric,
            LongestLosingStreak.Metric, AverageHolding.Metric, LongestHolding.Metric, Exposure.Metric, Turnover.Metric,
            FeesPaid.Metric, FundingPaid.Metric, BuyAndHoldReturn.Metric, ExcessReturn.Metric,
        }.ToDictionary(metric => metric.Name),
        StringComparer.Ordinal);

    /// <summary>All metrics in the order of their names.</summary>
    public static IReadOnlyCollection<Metric> All => ByName.Values;

    /// <summary>The names, comma separated, for messages.</summary>
    public static string Names => string.Join(", ", ByName.Keys);

    /// <summary>Finds a metric by its name.</summary>
    public static bool TryGet(string? name, [NotNullWhen(true)] out Metric? metric)
    {
        metric = null;
        return name is not null && ByName.TryGetValue(name, out metric);
    }
}
