using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Training.Validation.LookAhead;

/// <summary>Checks a strategy before anything is made of it: it must not look ahead, and its declared warm-up must be enough.</summary>
public static class StrategyCheck
{
    // 70 days of five minutes: more does not tell more, but costs.
    private const int MostCandles = 20_000;

    // With fewer, further parameter sets are looked at.
    private const int EnoughSignals = 8;

    /// <summary>
    /// What is found; stops at the first defect. Behind the first <see cref="CheckedParameters.Always"/> parameter sets the others are
    /// looked at only until there were a few signals.
    /// </summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">The parameter sets.</param>
    /// <param name="candles">The candles; of more than 20,000 the last ones are used.</param>
    /// <param name="cancellationToken">Ends the work between two parameter sets.</param>
    public static StrategyCheckReport Run(
        IStrategy strategy, IReadOnlyList<StrategyParameters> parameters, CandleSeries candles,
        CancellationToken cancellationToken = default)
    {
        var part = candles.TakeLast(MostCandles);
        var (sets, signals, compared, changed) = (0, 0, 0, 0);
        while (sets < parameters.Count && (sets < CheckedParameters.Always || signals < EnoughSignals))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var set = parameters[sets++];
            var lookAhead = LookAheadCheck.Find(strategy, set, part, out var looked);
            signals += looked;
            WarmUpDefect? warmUp = null;
            if (lookAhead is null)
            {
                warmUp = WarmUpCheck.Find(strategy, set, part, out var found, out var differing);
                compared += found;
                changed += differing;
            }

            if (lookAhead is not null || warmUp is not null)
            {
                return Report(lookAhead?.Describe(), warmUp?.Describe());
            }
        }

        return Report(null, null);

        StrategyCheckReport Report(string? lookAhead, string? warmUp) =>
            new(strategy.Name, sets, part.Count, signals, compared, changed, lookAhead, warmUp);
    }
}
