using System.Globalization;

namespace Trad.Training.Validation.Statistics;

/// <summary>What is asked of returns per observation, fractions, before a statistic is computed from them.</summary>
internal static class ReturnSeries
{
    // Squares and fourth powers of what is allowed stay far from the ends of a double.
    private const double Largest = 1e9;

    /// <summary>Refuses what is no return.</summary>
    /// <exception cref="ArgumentException">A return is not a number of −10⁹ to 10⁹; the message has its position and value.</exception>
    public static void Check(ReadOnlySpan<double> returns, string name)
    {
        for (var i = 0; i < returns.Length; i++)
        {
            if (!(Math.Abs(returns[i]) <= Largest))
            {
                var message = string.Create(
                    CultureInfo.InvariantCulture, $"Return {i} was {returns[i]}; allowed is a number from {-Largest:0} to {Largest:0}.");
                throw new ArgumentException(message, name);
            }
        }
    }

    /// <summary>The mean and the sum of the squares of what the returns are away from it.</summary>
    /// <param name="returns">At least one.</param>
    public static (double Mean, double Squares) Moments(ReadOnlySpan<double> returns)
    {
        var mean = 0.0;
        foreach (var value in returns)
        {
            mean += value;
        }

        mean /= returns.Length;
        var squares = 0.0;
        foreach (var value in returns)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, squares);
    }

    /// <summary>Whether two returns differ.</summary>
    public static bool Varies(ReadOnlySpan<double> returns) => returns.Length > 1 && returns.ContainsAnyExcept(returns[0]);
}
