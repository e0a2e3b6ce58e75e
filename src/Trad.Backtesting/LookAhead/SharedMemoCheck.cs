using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>
/// Whether parameter sets get each other's indicators: trials share one memo, so that a key that forgets a number which its formula uses
/// hands the column of one set to another, and what comes of a trial depends on which came before it. Every set is asked once by itself
/// and once with the memo that those before it have filled; no value of an indicator and no signal may differ by a single bit.
/// </summary>
public static class SharedMemoCheck
{
    // Columns are compared, not only signals, and a number that is forgotten shows in nearly every value.
    private const int LeastCandles = 2_000;
    private const int WarmUps = 3;

    /// <summary>The first defect; null when there is none.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="sets">The parameter sets; those that differ by one number from the first tell most.</param>
    /// <param name="candles">The candles; the last ones are used, as many as the indicators need.</param>
    /// <param name="hasOwnColumns">
    /// Receives whether the strategy asks for indicators that are not the engine's own, whose keys nobody has tested.
    /// </param>
    /// <param name="cancellationToken">Ends the work between two parameter sets.</param>
    public static SharedMemoDefect? Find(
        IStrategy strategy, IReadOnlyList<StrategyParameters> sets, CandleSeries candles, out bool hasOwnColumns,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(candles);
        strategy = strategy.On(candles.Interval);
        hasOwnColumns = false;
        var warmUp = sets.Select(set => WarmUp(strategy, set)).DefaultIfEmpty().Max();
        var part = candles.TakeLast((int)Math.Clamp((long)WarmUps * warmUp, LeastCandles, Math.Max(LeastCandles, candles.Count)));
        var shared = new IndicatorCache(part);
        for (var i = 0; i < sets.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryRecord(strategy, sets[i], new IndicatorCache(part)) is not { } alone
                || TryRecord(strategy, sets[i], shared) is not { } behind)
            {
                continue;
            }

            hasOwnColumns |= alone.Indicators.HasForeign;
            if (Differ(alone, behind, out var indicator))
            {
                return new SharedMemoDefect(strategy.Name, sets[i], Earlier(strategy, sets.Take(i), sets[i], alone), indicator);
            }
        }

        return null;
    }

    private static bool Differ(SignalRun alone, SignalRun behind, out string? indicator)
    {
        indicator = alone.Indicators.FirstDifference(behind.Indicators);
        return indicator is not null || alone.FirstDifference(behind, 0, 0, alone.Direction.Length, SignalRun.Exactly) >= 0;
    }

    // The one set that is enough to spoil it; null when it takes several.
    private static StrategyParameters? Earlier(
        IStrategy strategy, IEnumerable<StrategyParameters> before, StrategyParameters set, SignalRun alone)
    {
        foreach (var earlier in before)
        {
            var shared = new IndicatorCache(alone.Indicators.Candles);
            if (TryRecord(strategy, earlier, shared) is not null && TryRecord(strategy, set, shared) is { } behind
                && Differ(alone, behind, out _))
            {
                return earlier;
            }
        }

        return null;
    }

    private static int WarmUp(IStrategy strategy, StrategyParameters set)
    {
        try
        {
            return Math.Max(0, strategy.WarmUp(set));
        }
        catch (ArgumentException)
        {
            return 0;
        }
    }

    // A set that cannot be computed fails as a trial.
    private static SignalRun? TryRecord(IStrategy strategy, StrategyParameters set, IndicatorCache indicators)
    {
        try
        {
            return SignalRun.Record(strategy, set, indicators);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
