using Trad.Backtesting.Metrics;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// The Sharpe ratio of returns with its length, skewness and kurtosis, from which the probabilistic and deflated ratio and
/// the minimum track record follow. Per observation, against a rate of zero.
/// </summary>
/// <remarks>
/// Sharpe (1994), The Sharpe Ratio, Journal of Portfolio Management 21(1); skewness and kurtosis as g₁ and g₂ + 3 of Joanes and
/// Gill (1998), The Statistician 47(1).
/// </remarks>
public static class SharpeEstimation
{
    /// <summary>The estimate. Not defined below two returns and for returns that do not vary.</summary>
    /// <param name="returns">Fractions per observation.</param>
    /// <exception cref="ArgumentException">A return is not a number of −10⁹ to 10⁹.</exception>
    public static Measured<SharpeEstimate> Estimate(ReadOnlySpan<double> returns)
    {
        ReturnSeries.Check(returns, nameof(returns));
        if (returns.Length < 2)
        {
            return new Undefined($"it takes two returns and there are {returns.Length}");
        }

        var (mean, second) = ReturnSeries.Moments(returns);
        var (third, fourth) = (0.0, 0.0);
        foreach (var value in returns)
        {
            var (away, square) = (value - mean, (value - mean) * (value - mean));
            third += square * away;
            fourth += square * square;
        }

        // The mean of equal numbers may miss them by a rounding; squares of tiny numbers may vanish.
        if (!ReturnSeries.Varies(returns) || second * second == 0)
        {
            return new Undefined("the returns do not vary");
        }

        var n = (double)returns.Length;
        var deviation = Math.Sqrt(second / (n - 1));
        var variance = second / n;
        var (skewness, kurtosis) = (third / n / (variance * Math.Sqrt(variance)), fourth / n / (variance * variance));
        return new SharpeEstimate(mean / deviation, returns.Length, skewness, kurtosis);
    }
}
