using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Backtesting.Metrics;

namespace Trad.Training.Trials;

/// <summary>The figures of several symbols in one record.</summary>
public static class MetricCombination
{
    // Drawdowns are as bad as the worst symbol's, stretches as long as the longest.
    private static readonly string[] Largest =
        ["maximumDrawdown", "longestDrawdownCandles", "longestLosingStreak", "longestHoldingCandles", "bestTradeReturn", "candles"];

    // Counts and amounts of money add up.
    private static readonly string[] Sums =
        ["finalEquity", "trades", "skippedEntries", "skippedStopPassed", "skippedNoCash", "skippedTooSmall", "feesPaid", "fundingPaid"];

    /// <summary>
    /// Trades, fees and equity are sums over the symbols, drawdowns the worst, streaks and candles the most, the best and
    /// worst trade those of all; everything else is the mean, and absent when it is for any symbol.
    /// </summary>
    public static BacktestMetrics Combine(IReadOnlyList<BacktestMetrics> symbols)
    {
        var each = symbols.Select(metrics => JsonSerializer.SerializeToNode(metrics, TradJson.Options)!.AsObject()).ToList();
        var combined = new JsonObject();
        foreach (var (name, first) in each[0])
        {
            if (first is not JsonValue || !each.TrueForAll(metrics => metrics[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number))
            {
                continue;
            }

            var values = each.Select(metrics => (double)metrics[name]!).ToArray();
            var value = Largest.Contains(name) ? values.Max()
                : Sums.Contains(name) ? values.Sum()
                : name == "worstTradeReturn" ? values.Min()
                : values.Average();
            combined[name] = IsCount(name) ? (int)Math.Round(value) : value;
        }

        return combined.Deserialize<BacktestMetrics>(TradJson.Options)!;
    }

    private static bool IsCount(string name) =>
        typeof(BacktestMetrics).GetProperty(char.ToUpperInvariant(name[0]) + name[1..])?.PropertyType is var type
        && (type == typeof(int) || type == typeof(int?));
}
