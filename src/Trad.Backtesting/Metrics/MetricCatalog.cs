using System.Diagnostics.CodeAnalysis;

namespace Trad.Backtesting.Metrics;

/// <summary>The metrics that can be an objective, by name.</summary>
public static class MetricCatalog
{
    private static readonly SortedDictionary<string, Metric> ByName = new(StringComparer.Ordinal);

    static MetricCatalog()
    {
        Add("sharpe", "Sharpe ratio", true, metrics => metrics.Sharpe);
        Add("sortino", "Sortino ratio", true, metrics => metrics.Sortino);
        Add("calmar", "Calmar ratio", true, metrics => metrics.Calmar);
        Add("total-return", "Total return", true, metrics => metrics.TotalReturn);
        Add("annualised-return", "Annualised return", true, metrics => metrics.AnnualisedReturn);
        Add("maximum-drawdown", "Maximum drawdown", false, metrics => metrics.MaximumDrawdown);
        Add("volatility", "Volatility", false, metrics => metrics.Volatility);
        Add("profit-factor", "Profit factor", true, metrics => metrics.ProfitFactor);
        Add("win-rate", "Win rate", true, metrics => metrics.WinRate);
        Add("expectancy", "Expectancy", true, metrics => metrics.Expectancy);
    }

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

    private static void Add(string name, string title, bool higherIsBetter, Func<BacktestMetrics, double?> read) =>
        ByName.Add(name, new Metric(name, title, higherIsBetter, read));
}
