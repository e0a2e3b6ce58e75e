using Trad.Backtesting.Metrics;
using Trad.Candles;

namespace Trad.Backtesting.Simulation;

/// <summary>
/// The account of several backtests that ran side by side, each with capital of its own: its equity is the sum of theirs, its
/// trades are all of theirs, and its figures come from these two.
/// </summary>
/// <param name="Metrics">The figures; with one part, bit for bit its own.</param>
/// <param name="Closes">Every moment at which a candle of any part closed, epoch milliseconds UTC.</param>
/// <param name="Equity">The sum of the equities at each of them.</param>
/// <param name="Held">Whether any part held a position during the candle that closed then.</param>
/// <param name="InitialEquity">The sum of the capitals at the start.</param>
public sealed record JointAccount(
    BacktestMetrics Metrics, IReadOnlyList<long> Closes, IReadOnlyList<double> Equity, IReadOnlyList<bool> Held, double InitialEquity)
{
    /// <summary>
    /// The account. A part without a candle at some moment has what it had at its close before; before its first close it has
    /// its capital. Trades count in the order in which they ended, those that ended together in the order of the parts.
    /// </summary>
    /// <param name="parts">The parts, at least one, all of one interval and the same conditions but for the capital.</param>
    public static JointAccount Combine(IReadOnlyList<AccountPart> parts)
    {
        var initial = parts.Sum(part => part.InitialCapital);
        var (closes, equity, held) = Add(parts);
        return new JointAccount(
            parts is [var only] ? only.Result.Metrics : Measure(parts, closes, equity, held), closes, equity, held, initial);
    }

    private static (List<long> Closes, List<double> Equity, List<bool> Held) Add(IReadOnlyList<AccountPart> parts)
    {
        var most = parts.Max(part => part.Result.Equity.Count);
        var (closes, equity, held) = (new List<long>(most), new List<double>(most), new List<bool>(most));
        var next = new int[parts.Count];
        while (true)
        {
            var close = long.MaxValue;
            for (var i = 0; i < next.Length; i++)
            {
                close = next[i] < parts[i].Result.Equity.Count ? Math.Min(close, parts[i].CloseAt(next[i])) : close;
            }

            if (close == long.MaxValue)
            {
                return (closes, equity, held);
            }

            var (sum, isHeld) = (0.0, false);
            for (var i = 0; i < next.Length; i++)
            {
                var part = parts[i];
                if (next[i] < part.Result.Equity.Count && part.CloseAt(next[i]) == close)
                {
                    isHeld |= part.Result.Held[next[i]];
                    next[i]++;
                }

                sum += next[i] == 0 ? part.InitialCapital : part.Result.Equity[next[i] - 1];
            }

            closes.Add(close);
            equity.Add(sum);
            held.Add(isHeld);
        }
    }

    private static BacktestMetrics Measure(IReadOnlyList<AccountPart> parts, List<long> closes, List<double> equity, List<bool> held)
    {
        var initial = parts.Sum(part => part.InitialCapital);
        var curve = new EquityStatistics(initial, new double[equity.Count]);
        for (var i = 0; i < equity.Count; i++)
        {
            curve.Add(equity[i], held[i]);
        }

        var pooled = new TradeStatistics();
        foreach (var (_, trade) in parts
            .SelectMany(part => part.Result.Trades.Select(trade => (Ended: part.Candles.OpenTime[trade.ExitIndex], Trade: trade)))
            .OrderBy(each => each.Ended))
        {
            pooled.Add(trade);
        }

        var figures = parts.Select(part => part.Result.Metrics).ToList();
        var buyAndHold = parts.Sum(part => part.InitialCapital * part.Result.Metrics.BuyAndHoldReturn) / initial;
        var interval = parts[0].Candles.Interval;
        var time = new TimeRange(interval.LatestOpenClosedAt(closes[0]), closes[^1]);
        return MetricSummary.Compute(curve, pooled, interval, time, buyAndHold, parts[0].Options.AnnualisedFrom) with
        {
            SkippedEntries = figures.Sum(metrics => metrics.SkippedEntries),
            SkippedStopPassed = figures.Sum(metrics => metrics.SkippedStopPassed),
            SkippedTargetPassed = figures.Sum(metrics => metrics.SkippedTargetPassed),
            SkippedNoCash = figures.Sum(metrics => metrics.SkippedNoCash),
            SkippedTooSmall = figures.Sum(metrics => metrics.SkippedTooSmall),
        };
    }
}
