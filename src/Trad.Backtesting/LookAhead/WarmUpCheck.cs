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
/// warm-up is too short when at least four signals change, of a parameter set or of all together, and more of them than
/// chance explains where three in a hundred do: four of 8, six of 24, 38 of 640. On real candles the built-in strategies
/// change 0 % (windows) to 2.4 % (capitulation) of their signals.
/// </para>
/// <para>
/// A single change is enough where nothing excuses it: an indicator has a value with the long history and none yet with the
/// declared one, and is none that is missing now and then whatever the history; or no indicator is still on its way, that is, with
/// the declared warm-up all of them are all but what they are with the long history and with twice of it entirely, so that the strategy
/// itself looks further back than it says. An average that is a hundredth off excuses a change: a value at a threshold falls to either
/// side of it by chance, whatever is declared.
/// </para>
/// <para>After the recursive analysis of freqtrade, which compares values of indicators instead.</para>
/// </remarks>
public static class WarmUpCheck
{
    private const int MostSignals = 24;
    private const double StopTolerance = 0.1;

    // A history is long when it is three times what is declared, and never shorter than this.
    private const int LongerTimes = 3;
    private const int LeastHistory = 500;

    // Changes beyond these are not looked at one by one.
    private const int Explained = 4;
    private const int MoreHistory = 50;

    // An indicator that is off by more, in relation to itself, has not forgotten where it began.
    private const double OnItsWay = 1e-4;

    /// <summary>The defect; null when the warm-up is enough, or there are too few signals to tell.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="candles">The candles.</param>
    /// <param name="signals">Receives how many signals were compared.</param>
    /// <param name="changes">Receives how many of them changed, whether or not that is too many.</param>
    public static WarmUpDefect? Find(
        IStrategy strategy, StrategyParameters parameters, CandleSeries candles, out int signals, out int changes)
    {
        var compared = Compare(strategy, parameters, SignalRun.Record(strategy, parameters, candles));
        (signals, changes) = (compared.Signals, compared.Changes);
        return compared.Defect;
    }

    /// <summary>What becomes of the signals.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="whole">What it says about the candles.</param>
    /// <param name="most">The most signals that are compared.</param>
    public static WarmUpComparison Compare(
        IStrategy strategy, StrategyParameters parameters, SignalRun whole, int most = MostSignals)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(whole);
        var candles = whole.Indicators.Candles;
        strategy = strategy.On(candles.Interval);
        var warmUp = Math.Max(0, strategy.WarmUp(parameters));
        var moments = SignalChoice.Spread(whole.Direction, Math.Max(LeastHistory, LongerTimes * warmUp), most);
        var (changes, isDefinite, first) = (0, false, (WarmUpDefect?)null);
        foreach (var moment in moments)
        {
            var run = SignalRun.Record(strategy, parameters, candles.Slice(moment - warmUp, warmUp + 1));
            if (!run.Differs(whole, moment - warmUp, warmUp, StopTolerance))
            {
                continue;
            }

            changes++;
            if (!isDefinite && changes <= Explained)
            {
                isDefinite = IsDefinite(strategy, parameters, whole, run, moment, warmUp);
                first = isDefinite || first is null ? Describe(strategy, parameters, warmUp, whole, run, moment) : first;
            }
        }

        return new WarmUpComparison(moments.Count, changes, isDefinite, first);
    }

    private static bool IsDefinite(
        IStrategy strategy, StrategyParameters parameters, SignalRun whole, SignalRun run, int moment, int warmUp)
    {
        if (ChangedIndicator.HasNoValueYet(whole.Indicators, run.Indicators, moment - warmUp, warmUp, OnItsWay))
        {
            return true;
        }

        if (ChangedIndicator.IsOnItsWay(whole.Indicators, run.Indicators, moment - warmUp, warmUp, OnItsWay))
        {
            return false;
        }

        var longer = Math.Min(moment, (2 * warmUp) + MoreHistory);
        var twice = SignalRun.Record(strategy, parameters, whole.Indicators.Candles.Slice(moment - longer, longer + 1));
        return twice.Indicators.Computed.Count > 0
            && ChangedIndicator.NotWarm(whole.Indicators, twice.Indicators, moment - longer, longer) is null
            && !twice.Differs(whole, moment - longer, longer);
    }

    private static WarmUpDefect Describe(
        IStrategy strategy, StrategyParameters parameters, int warmUp, SignalRun whole, SignalRun shorter, int moment) => new(
        strategy.Name,
        parameters,
        warmUp,
        1,
        1,
        whole.Indicators.Candles.OpenTime[moment],
        whole.Direction[moment],
        shorter.Direction[warmUp],
        ChangedIndicator.NotWarm(whole.Indicators, shorter.Indicators, moment - warmUp, warmUp));
}
