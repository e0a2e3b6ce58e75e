using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Statistics;
using Trad.Training.Validation.WalkForwards;

namespace Trad.Training.Validation.Verdicts;

/// <summary>
/// The test that a verdict rests on: whether what was earned on days that no choice saw is more than chance, and more than having
/// been in the market. How many trials the job had does not enter, because none of them saw these days.
/// </summary>
public static class UnseenDays
{
    private const int SeedKey = 0x0B5E;

    // A mean daily return of rounding.
    private const double Negligible = 1e-12;

    /// <summary>The evidence of unseen days; null when there are none.</summary>
    /// <param name="subject">The search, for its seed.</param>
    /// <param name="walked">The test parts of the walk-forward; null when there is none.</param>
    /// <param name="holdOut">The published trial on the hold-out; null when nothing was held out.</param>
    /// <param name="draws">Draws of the bootstrap.</param>
    public static UnseenEvidence? Collect(ValidationSubject subject, StitchedDays? walked, PartResult? holdOut, int draws)
    {
        double[] returns = [.. walked?.Returns ?? [], .. holdOut?.Returns.Values ?? []];
        double[] market = [.. walked?.Market ?? [], .. holdOut?.Market.Values ?? []];
        if (returns.Length == 0)
        {
            return null;
        }

        var seed = (ulong)Seeds.Derive(subject.Seed, SeedKey);
        var trades = (walked?.Trades ?? 0) + (holdOut?.Trades ?? 0);
        return new UnseenEvidence(
            returns.Length,
            PartResult.FiguresOf(trades, returns, market),
            PValue(returns, market, seed, draws),
            holdOut?.Figures,
            holdOut is null ? null : PValue(holdOut.Returns.Values, holdOut.Market.Values, seed, draws));
    }

    /// <summary>
    /// The larger of two p-values (an intersection-union test): that the mean return is above zero, and that it is above what the
    /// strategy's exposure to the market explains, mean − β × the market's mean with β of a regression. A strategy that was long while
    /// the market rose has the first and not the second. Null when the returns do not vary.
    /// </summary>
    public static double? PValue(double[] returns, double[] market, ulong seed, int draws)
    {
        var beyond = BeyondExposure(returns, market);
        var nothing = RealityCheck.Compute(BootstrapMeans.Resample(TrialReturns.Create([returns]), seed, draws)).Value;
        var exposure = RealityCheck.Compute(BootstrapMeans.Resample(TrialReturns.Create([beyond]), seed, draws)).Value;

        // What the market explains without a rest is more than it, or it is not; chance has no part in that.
        return nothing is not { } first ? null
            : exposure is { } second ? Math.Max(first, second)
            : beyond.Average() > Negligible ? first
            : 1;
    }

    private static double[] BeyondExposure(double[] returns, double[] market)
    {
        var (meanReturn, meanMarket) = (returns.Average(), market.Average());
        var (covariance, variance) = (0.0, 0.0);
        for (var i = 0; i < returns.Length; i++)
        {
            covariance += (returns[i] - meanReturn) * (market[i] - meanMarket);
            variance += (market[i] - meanMarket) * (market[i] - meanMarket);
        }

        var beta = variance > 1e-15 ? covariance / variance : 0;
        return [.. returns.Select((each, i) => each - (beta * market[i]))];
    }
}
