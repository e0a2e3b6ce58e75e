using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>
/// Whether a strategy's signals depend on later candles: at moments right behind signals, and at some without, the later candles
/// are cut off, raised and lowered, and no signal up to the moment may change. Signals decide, not indicators: a swing point is
/// written before it is known, and a strategy that waits for it looks at nothing that it could not know.
/// </summary>
/// <remarks>
/// After the look-ahead analysis of freqtrade, which cuts off behind signals; changed futures also find a strategy that does
/// without the next candle where there is none. Moments are looked at in a window, for speed; where the window itself changes the
/// signal at the moment, so that something further away plays a part, all candles are looked at.
/// </remarks>
public static class LookAheadCheck
{
    private const int MostSignals = 3;
    private const int QuietMoments = 2;

    // Longer than any centred average or zigzag that people use.
    private const int Future = 500;
    private const int LeastPast = 200;

    /// <summary>The first defect that is found; null when there is none.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="candles">The candles.</param>
    /// <param name="signals">Receives how many signals were looked at.</param>
    public static LookAheadDefect? Find(IStrategy strategy, StrategyParameters parameters, CandleSeries candles, out int signals)
    {
        var whole = SignalRun.Record(strategy, parameters, candles);
        var warmUp = strategy.WarmUp(parameters);
        var moments = SignalChoice.Spread(whole.Direction, 0, MostSignals);
        signals = moments.Count;
        for (var i = 1; i <= QuietMoments; i++)
        {
            moments.Add((int)((long)candles.Count * i / (QuietMoments + 1)));
        }

        foreach (var moment in moments.Where(moment => moment < candles.Count - 1))
        {
            var start = Math.Max(0, moment - Math.Max(LeastPast, 2 * warmUp));
            var window = candles.Slice(start, Math.Min(candles.Count, moment + 1 + Future) - start);
            var full = SignalRun.Record(strategy, parameters, window);
            var kept = moment + 1 - start;
            if ((
                Enum.GetValues<FutureChange>().Select(change => Compare(strategy, parameters, full, kept, change))
                    .FirstOrDefault(found => found is not null)
                ?? (full.Differs(whole, start, kept - 1) ? Compare(
                    strategy, parameters, whole, moment + 1, FutureChange.CutOff) : null)) is { } defect)
            {
                return defect;
            }
        }

        return null;
    }

    private static LookAheadDefect? Compare(
        IStrategy strategy, StrategyParameters parameters, SignalRun full, int kept, FutureChange change)
    {
        var changed = SignalRun.Record(strategy, parameters, ChangedFuture.Create(full.Indicators.Candles, kept, change));
        var candle = full.FirstDifference(changed, 0, 0, kept);
        return candle < 0
            ? null
            : new LookAheadDefect(
                strategy.Name,
                parameters,
                full.Indicators.Candles.OpenTime[candle],
                full.Direction[candle],
                changed.Direction[candle],
                change,
                ChangedIndicator.LookingAhead(full.Indicators, changed.Indicators, candle));
    }
}
