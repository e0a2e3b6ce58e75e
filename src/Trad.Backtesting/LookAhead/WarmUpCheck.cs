using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>
/// Whether the warm-up that a strategy declares is enough: the candles begin anew exactly that many candles before some of its
/// signals, and the signals there must be those of a long history.
/// </summary>
/// <remarks>
/// <para>
/// Recursive indicators (exponential and Wilder's averages) never forget where they began, so equal values cannot be asked for.
/// Asked for are equal signals: the same direction at the same candle, with a stop and a target that lie within a tenth of
/// their distance. A value that happens to lie at a threshold may still fall to either side, so single changes are allowed: a
/// warm-up is too short when at least four, and more than half, of the signals of a parameter set change. On 18 months of
/// real candles and 100 random parameter sets the built-in strategies change 0 % (windows) to 2.6 % (MACD) of their signals; one
/// that declares less than a window has no signals at all there.
/// </para>
/// <para>After the recursive analysis of freqtrade, which compares values of indicators instead.</para>
/// </remarks>
public static class WarmUpCheck
{
    private const int MostSignals = 12;
    private const int LeastChanged = 4;
    private const double LargestShare = 0.5;
    private const double StopTolerance = 0.1;

    // A history is long when it is three times what is declared, and never shorter than this.
    private const int LongerTimes = 3;
    private const int LeastHistory = 500;

    /// <summary>The defect; null when the warm-up is enough, or there are too few signals to tell.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="candles">The candles.</param>
    /// <param name="signals">Receives how many signals were compared.</param>
    /// <param name="changes">Receives how many of them changed, whether or not that is too many.</param>
    public static WarmUpDefect? Find(
        IStrategy strategy, StrategyParameters parameters, CandleSeries candles, out int signals, out int changes)
    {
        var warmUp = Math.Max(0, strategy.WarmUp(parameters));
        var whole = SignalRun.Record(strategy, parameters, candles);
        var moments = SignalChoice.Spread(whole.Direction, Math.Max(LeastHistory, LongerTimes * warmUp), MostSignals);
        signals = moments.Count;
        var changed = new List<(int Moment, SignalRun Short)>();
        foreach (var moment in moments)
        {
            var run = SignalRun.Record(strategy, parameters, candles.Slice(moment - warmUp, warmUp + 1));
            if (run.Differs(whole, moment - warmUp, warmUp, StopTolerance))
            {
                changed.Add((moment, run));
            }
        }

        changes = changed.Count;
        return changes >= LeastChanged && changes > LargestShare * signals
            ? Defect(strategy, parameters, warmUp, whole, changed, signals)
            : null;
    }

    private static WarmUpDefect Defect(
        IStrategy strategy, StrategyParameters parameters, int warmUp, SignalRun whole, List<(int Moment, SignalRun Short)> changed,
        int compared)
    {
        var (first, shorter) = changed[0];
        return new WarmUpDefect(
            strategy.Name,
            parameters,
            warmUp,
            changed.Count,
            compared,
            whole.Indicators.Candles.OpenTime[first],
            whole.Direction[first],
            shorter.Direction[warmUp],
            ChangedIndicator.NotWarm(whole.Indicators, shorter.Indicators, first - warmUp, warmUp));
    }
}
