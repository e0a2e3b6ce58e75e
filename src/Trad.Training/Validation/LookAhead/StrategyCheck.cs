using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Validation.LookAhead;

/// <summary>
/// Checks a strategy before anything is made of it: it must not look ahead, its declared warm-up must be enough, and parameter sets must
/// not get each other's indicators.
/// </summary>
public static class StrategyCheck
{
    // 35 days of five minutes: more does not tell more, but costs.
    private const int MostCandles = 10_000;

    // Where there are none, earlier candles are looked at as well, so many times as many at most.
    private const int Stretches = 4;

    // With fewer, further parameter sets are looked at.
    private const int EnoughSignals = 8;
    private const int WarmUpSignals = 8;

    // Sets around which others differ in one number, where indicators are the strategy's own: some numbers are used with others only.
    private const int Neighbourhoods = 8;

    /// <summary>
    /// What is found; stops at the first defect. The first parameter set is looked at thoroughly; behind
    /// <see cref="CheckedParameters.Always"/> of them the others are looked at only until there were a few signals, and where there
    /// were none all of them on earlier candles. A set that the strategy cannot compute with is told of and passed over: as a trial it
    /// fails.
    /// </summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">The parameter sets.</param>
    /// <param name="candles">The candles; of more than 10,000 the last ones are used, and earlier ones until there is a signal.</param>
    /// <param name="cancellationToken">Ends the work between two parameter sets.</param>
    public static StrategyCheckReport Run(
        IStrategy strategy, IReadOnlyList<StrategyParameters> parameters, CandleSeries candles,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(candles);
        strategy = strategy.On(candles.Interval);
        var (report, end) = (Run(strategy, parameters, candles.TakeLast(MostCandles), 0, cancellationToken), candles.Count - MostCandles);
        for (var i = 1; i < Stretches && end > 0 && report.Outcome == StrategyCheckOutcome.NothingToCheck; i++, end -= MostCandles)
        {
            report = Run(strategy, parameters, candles.Slice(0, end).TakeLast(MostCandles), report.Candles, cancellationToken);
        }

        return report.Defect is null && FindMixed(strategy, parameters, candles, cancellationToken) is { } mixed
            ? report with { SharedMemo = mixed.Describe() }
            : report;
    }

    /// <summary>
    /// What is found with the parameters that shall be published, looked at thoroughly: the check before the first trial cannot know them,
    /// and a strategy may look ahead with hardly any others.
    /// </summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="candles">
    /// The candles in sample; the last 10,000 are used and, while there is no signal on them, those before, as far back as they go.
    /// </param>
    /// <param name="cancellationToken">Ends the work between two stretches of candles.</param>
    public static StrategyCheckReport RunPublished(
        IStrategy strategy, StrategyParameters parameters, CandleSeries candles, CancellationToken cancellationToken = default)
    {
        StrategyCheckReport report;
        var (end, looked) = (candles.Count, 0);
        do
        {
            report = Run(strategy, [parameters], candles.Slice(0, end).TakeLast(MostCandles), looked, cancellationToken);
            (end, looked) = (end - MostCandles, report.Candles);
        }
        while (end > 0 && report.Outcome == StrategyCheckOutcome.NothingToCheck);
        return report;
    }

    /// <summary>
    /// The check on the first symbol on which there is something to check: where a strategy looks does not depend on what it finds there,
    /// but whether it signals does.
    /// </summary>
    /// <param name="data">The candles, one set per symbol.</param>
    /// <param name="check">The check on what is in sample.</param>
    public static StrategyCheckReport OfFirstThatSignals(
        IReadOnlyList<TrainingData> data, Func<CandleSeries, StrategyCheckReport> check)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(check);
        var report = check(data[0].InSample.Candles);
        for (var i = 1; i < data.Count && report.Outcome == StrategyCheckOutcome.NothingToCheck; i++)
        {
            report = check(data[i].InSample.Candles);
        }

        return report;
    }

    private static SharedMemoDefect? FindMixed(
        IStrategy strategy, IReadOnlyList<StrategyParameters> parameters, CandleSeries candles, CancellationToken cancellationToken)
    {
        var last = candles.TakeLast(MostCandles);
        foreach (var first in parameters.Take(Neighbourhoods).Concat(CheckedParameters.OtherFlags(strategy)))
        {
            var sets = CheckedParameters.Neighbours(strategy, first);
            if (SharedMemoCheck.Find(strategy, sets, last, out var hasOwnColumns, cancellationToken) is { } defect)
            {
                return defect;
            }

            if (!hasOwnColumns)
            {
                return null;
            }
        }

        return null;
    }

    private static StrategyCheckReport Run(
        IStrategy strategy, IReadOnlyList<StrategyParameters> parameters, CandleSeries part, int before,
        CancellationToken cancellationToken)
    {
        var (sets, signals) = (0, 0);
        var refused = new List<string>();
        var warmUp = WarmUpComparison.None;
        while (sets < parameters.Count && (sets < CheckedParameters.Always || signals < EnoughSignals))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var set = parameters[sets];
            var effort = sets == refused.Count ? LookAheadEffort.Thorough : LookAheadEffort.Brief;
            try
            {
                if (LookAheadCheck.Find(strategy, set, part, effort, sets++, out var found, out var whole) is { } peeks)
                {
                    return Report(signals + found, peeks, null);
                }

                signals += found;
                if (found > 0 && whole is not null)
                {
                    var compared = WarmUpCheck.Compare(strategy, set, whole, WarmUpSignals);
                    warmUp = warmUp.With(compared);
                    if ((compared.Defect ?? warmUp.Defect) is { } tooShort)
                    {
                        return Report(signals, null, tooShort);
                    }
                }
            }
            catch (ArgumentException uncomputable)
            {
                refused.Add($"with {set}: {ArgumentText.FromException(uncomputable)}");
            }
        }

        return Report(signals, null, null);

        StrategyCheckReport Report(int seen, LookAheadDefect? lookAhead, WarmUpDefect? tooShort) => new(
            strategy.Name, sets, before + part.Count, seen, warmUp.Signals, warmUp.Changes, lookAhead?.Describe(), tooShort?.Describe())
        {
            RefusedSets = refused.Count,
            Refused = refused.FirstOrDefault(),
        };
    }
}
