using Trad.Optimization.Randomness;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Between which values the total return, Sharpe ratio and maximum drawdown of the same strategy would lie, had the days of its
/// record come in other order and number: percentile intervals of a stationary bootstrap.
/// </summary>
/// <remarks>
/// Politis and Romano (1994), The Stationary Bootstrap, JASA 89(428); percentile intervals of Efron and Tibshirani (1993), An
/// Introduction to the Bootstrap, ch. 13, with the quantiles of Hyndman and Fan (1996), type 7. They assume nothing about the
/// distribution, and are not shifted by the bias of the bootstrap (BCa), which for block resamples is not known well.
/// MathNet's counterparts are <c>SortedArrayStatistics.QuantileCustom</c> (R7) and <c>ArrayStatistics.MeanStandardDeviation</c>: the
/// first weights the neighbours in another order, so that the last digits of intervals that are on record would change; the second
/// takes no span and says NaN where a resample that does not vary counts as zero.
/// </remarks>
/// <param name="TotalReturn">Final over initial equity − 1, a fraction, at least −1.</param>
/// <param name="Sharpe">
/// Mean over standard deviation of the returns, per observation and not annualised; a resample whose returns do not vary counts as
/// zero.
/// </param>
/// <param name="MaximumDrawdown">Largest fall from a peak, the initial equity included, a fraction of the peak in [0, 1].</param>
/// <param name="BlockLength">Mean length of a block, in observations.</param>
public readonly record struct BootstrapIntervals(Bounds TotalReturn, Bounds Sharpe, Bounds MaximumDrawdown, double BlockLength)
{
    private const int Purpose = 0x42_49;

    // A product of many large returns has no finite value.
    private const double LargestEquity = 1e300;

    /// <summary>The intervals. Not defined below two returns and for returns that do not vary.</summary>
    /// <param name="returns">Fractions per observation; one of −1 or less loses everything.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="draws">Number of resamples, at least 1.</param>
    /// <param name="confidence">Share of the resamples inside each interval, in (0, 1).</param>
    /// <param name="blockLength">
    /// Mean length of a block in observations, at least 1; null for the automatic one of <see cref="Statistics.BlockLength"/>.
    /// </param>
    /// <exception cref="ArgumentException">A return is not a number of −10⁹ to 10⁹.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is outside (0, 1), or there are no draws.</exception>
    public static Measured<BootstrapIntervals> Compute(
        ReadOnlySpan<double> returns, ulong seed, int draws = 1000, double confidence = 0.95, double? blockLength = null)
    {
        ReturnSeries.Check(returns, nameof(returns));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie between 0 and 1.");
        }

        if (!ReturnSeries.Varies(returns))
        {
            return returns.Length < 2
                ? new Undefined($"it takes two returns and there are {returns.Length}")
                : new Undefined("the returns do not vary");
        }

        var length = blockLength ?? Statistics.BlockLength.Estimate(returns);
        var (totals, ratios, drawdowns) = (new double[draws], new double[draws], new double[draws]);
        var (positions, resample) = (new int[returns.Length], new double[returns.Length]);
        for (var draw = 0; draw < draws; draw++)
        {
            StationaryBootstrap.Draw(positions, length, new RandomStream(seed, Purpose, draw));
            for (var i = 0; i < positions.Length; i++)
            {
                resample[i] = returns[positions[i]];
            }

            (totals[draw], drawdowns[draw]) = Growth(resample);
            ratios[draw] = Ratio(resample);
        }

        return new BootstrapIntervals(Interval(totals, confidence), Interval(ratios, confidence), Interval(drawdowns, confidence), length);
    }

    private static (double Total, double Drawdown) Growth(ReadOnlySpan<double> returns)
    {
        var (equity, peak, deepest) = (1.0, 1.0, 0.0);
        foreach (var value in returns)
        {
            equity = Math.Min(equity * Math.Max(0, 1 + value), LargestEquity);
            peak = Math.Max(peak, equity);
            deepest = Math.Max(deepest, 1 - (equity / peak));
        }

        return (equity - 1, deepest);
    }

    private static double Ratio(ReadOnlySpan<double> returns)
    {
        if (!ReturnSeries.Varies(returns))
        {
            return 0;
        }

        var (mean, squares) = (0.0, 0.0);
        foreach (var value in returns)
        {
            mean += value;
        }

        mean /= returns.Length;
        foreach (var value in returns)
        {
            squares += (value - mean) * (value - mean);
        }

        return squares > 0 ? mean / Math.Sqrt(squares / (returns.Length - 1)) : 0;
    }

    private static Bounds Interval(double[] values, double confidence)
    {
        Array.Sort(values);
        return new Bounds(Quantile(values, (1 - confidence) / 2), Quantile(values, (1 + confidence) / 2));
    }

    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        var between = (sorted[below] * (1 - (at - below))) + (sorted[above] * (at - below));

        // Rounding must not put it outside of its neighbours, and so not a lower quantile above a higher one.
        return Math.Clamp(between, sorted[below], sorted[above]);
    }
}
