using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>
/// Whether a strategy's signals depend on later candles: at many moments the later candles are cut off or changed, and no signal
/// before the moment may differ by a single bit, nor its stop, its target or how long it is held. Signals decide, not
/// indicators: a swing point is written before it is known, and a strategy that waits for it looks at nothing that it could
/// not know.
/// </summary>
/// <remarks>
/// <para>
/// Moments of two kinds. At some, spread over the range and at random between, all of the past is compared: what looks far
/// ahead, or scales by the whole range, shows there, since every signal near the cut is one that sees too far. Right behind as
/// many signals as the effort allows, and at moments without any, a window is compared: what looks at the next candles only
/// shows nowhere else. A signal that the window does not repeat depends on more than the window, and is compared with all of the past.
/// </para>
/// <para>
/// A future may be cut off (after the look-ahead analysis of freqtrade), which a strategy survives that does without the next
/// candle where there is none; scaled, by little or by much; and turned around, move by move, so that what acts on moves of
/// a usual size only acts on the wrong ones. Cuts come before the strategy is asked about all candles, some at times at which
/// it never was asked before, and in the end it is asked about all of them again: what it keeps between calls shows.
/// </para>
/// </remarks>
public static class LookAheadCheck
{
    // What is looked at behind a moment: longer than most look ahead there, and short enough to be asked about often.
    private const int NearFuture = 64;
    private const int FarFuture = 300;
    private const int LeastPast = 100;
    private const int MorePast = 50;

    // Of the signals, those that are repeated at times of their own.
    private const int Unseen = 8;

    private const int Seed = 20_250_117;

    // Reversed is looked at everywhere in windows; these take turns.
    private static readonly FutureChange[] Turns =
    [
        FutureChange.SlightlyLowered, FutureChange.ModeratelyRaised, FutureChange.Shuffled, FutureChange.Raised,
        FutureChange.SlightlyRaised, FutureChange.ModeratelyLowered, FutureChange.Lowered, FutureChange.Calm,
    ];

    /// <summary>The first defect that a thorough look finds; null when there is none.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="candles">The candles.</param>
    /// <param name="signals">Receives how many signals it has on them.</param>
    public static LookAheadDefect? Find(IStrategy strategy, StrategyParameters parameters, CandleSeries candles, out int signals) =>
        Find(strategy, parameters, candles, LookAheadEffort.Thorough, 0, out signals, out _);

    /// <summary>The first defect that is found; null when there is none.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="candles">The candles.</param>
    /// <param name="effort">How much is done.</param>
    /// <param name="turn">A number that differs between parameter sets, so that they are cut at different moments.</param>
    /// <param name="signals">Receives how many signals it has on the candles.</param>
    /// <param name="whole">Receives what it says about the candles as they are; null where there are hardly any.</param>
    public static LookAheadDefect? Find(
        IStrategy strategy, StrategyParameters parameters, CandleSeries candles, LookAheadEffort effort, int turn, out int signals,
        out SignalRun? whole)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(candles);
        var check = new Comparisons(strategy.On(candles.Interval), parameters, candles, effort, turn);
        var found = check.Run();
        (signals, whole) = (check.Signals, check.Whole);
        return found;
    }

    private sealed class Comparisons(
        IStrategy strategy, StrategyParameters parameters, CandleSeries candles, LookAheadEffort effort, int turn)
    {
        private readonly Random _random = new(Seed + turn);
        private readonly int _past = Math.Max(LeastPast, Math.Max(0, strategy.WarmUp(parameters)) + MorePast);
        private int _turn = turn;
        private long _work;

        public int Signals { get; private set; }

        public SignalRun? Whole { get; private set; }

        public LookAheadDefect? Run()
        {
            if (candles.Count < 2)
            {
                return null;
            }

            // Before the strategy has seen what lies behind them.
            var cuts = Cuts();
            var cut = cuts.ConvertAll(kept => SignalRun.Record(strategy, parameters, candles.Slice(0, kept)));
            var whole = SignalRun.Record(strategy, parameters, candles);
            Whole = whole;
            var moments = Moments(whole.Direction);
            for (var i = 0; i < cuts.Count; i++)
            {
                if (Defect(whole, cut[i], cuts[i], FutureChange.CutOff) is { } early)
                {
                    return early;
                }

                for (var j = 0; j < effort.ChangesPerCut; j++)
                {
                    if (Compare(whole, cuts[i], NextTurn()) is { } changed)
                    {
                        return changed;
                    }
                }
            }

            if (AtUnseenTimes(whole, moments) is { } remembered)
            {
                return remembered;
            }

            return InWindows(whole, moments)
                ?? (effort.Cuts > 1
                    ? Defect(whole, SignalRun.Record(strategy, parameters, candles), candles.Count, FutureChange.Nothing)
                    : null);
        }

        // Jittered around even distances, the last with a single candle behind it.
        private List<int> Cuts()
        {
            var cuts = new List<int>();
            for (var i = 0; i < effort.Cuts; i++)
            {
                cuts.Add(Math.Clamp((int)((i + _random.NextDouble()) * candles.Count / effort.Cuts), 1, candles.Count - 1));
            }

            if (effort.Cuts > 1)
            {
                cuts.Add(candles.Count - 1);
            }

            return [.. cuts.Distinct().Order()];
        }

        private List<int> Moments(ReadOnlySpan<sbyte> direction)
        {
            var all = SignalChoice.All(direction);
            Signals = all.Count;
            var moments = SignalChoice.Draw(all, effort.Signals, _random);
            for (var i = 0; i < effort.QuietMoments; i++)
            {
                moments.Add(_random.Next(candles.Count));
            }

            moments.RemoveAll(moment => moment >= candles.Count - 1);
            return moments;
        }

        private LookAheadDefect? InWindows(SignalRun whole, List<int> moments)
        {
            var distant = 0;
            _work = 0;
            foreach (var moment in moments)
            {
                if (_work > (long)effort.Work * candles.Count)
                {
                    return null;
                }

                var (window, start) = Window(moment);
                var truth = Ask(window);
                var kept = moment + 1 - start;
                var found = Compare(truth, kept, FutureChange.CutOff)
                    ?? Compare(truth, kept, FutureChange.Reversed)
                    ?? Compare(truth, kept, NextTurn());
                if (found is null && truth.Differs(whole, start, kept - 1) && distant < effort.Distant)
                {
                    distant++;
                    found = Compare(whole, moment + 1, FutureChange.CutOff) ?? Compare(whole, moment + 1, FutureChange.Reversed);
                }

                if (found is not null)
                {
                    return found;
                }
            }

            return null;
        }

        // The shorter candles first: what lies behind them has no place yet in anything that the strategy keeps.
        private LookAheadDefect? AtUnseenTimes(SignalRun whole, List<int> moments)
        {
            var looked = 0;
            foreach (var moment in moments)
            {
                if (whole.Direction[moment] == 0 || looked == Math.Min(Unseen, effort.Signals))
                {
                    break;
                }

                looked++;
                var (part, start) = Window(moment);
                var window = UnseenTimes.Move(part);
                var kept = moment + 1 - start;
                var cut = Ask(window.Slice(0, kept));
                if (Defect(Ask(window), cut, kept, FutureChange.CutOff) is { } defect)
                {
                    return defect with { Candle = candles.OpenTime[start + Math.Max(0, window.IndexAtOrAfter(defect.Candle))] };
                }
            }

            return null;
        }

        private (CandleSeries Window, int Start) Window(int moment)
        {
            var start = Math.Max(0, moment - _past);
            return (candles.Slice(start, Math.Min(candles.Count, moment + 1 + NearFuture) - start), start);
        }

        private FutureChange NextTurn() => Turns[_turn++ % Turns.Length];

        private SignalRun Ask(CandleSeries asked)
        {
            _work += asked.Count;
            return SignalRun.Record(strategy, parameters, asked);
        }

        private LookAheadDefect? Compare(SignalRun full, int kept, FutureChange change)
        {
            var all = full.Indicators.Candles;
            var changed = ChangedFuture.Create(all.Slice(0, Math.Min(all.Count, kept + FarFuture)), kept, change);
            return Defect(full, Ask(changed), kept, change);
        }

        private LookAheadDefect? Defect(SignalRun full, SignalRun changed, int kept, FutureChange change)
        {
            var candle = full.FirstDifference(changed, 0, 0, kept, SignalRun.Exactly);
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
}
