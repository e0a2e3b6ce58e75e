namespace Trad.Backtesting.Metrics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    // Beyond this the rational approximation gives way to a continued fraction.
    private const double Crossover = 7.07106781186547;

    private static readonly double[] Numerator =
        [0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];

    private static readonly double[] Denominator =
    [
        0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
        440.413735824752,
    ];

    /// <summary>The probability of a value not above <paramref name="x"/>, to about fourteen digits.</summary>
    /// <remarks>Hart (1968), Computer Approximations, algorithm 5666, in the form of West (2005), Wilmott Magazine.</remarks>
    public static double Cumulative(double x)
    {
        var distance = Math.Abs(x);
        var density = Math.Exp(-distance * distance / 2);
        var tail = distance < Crossover
            ? density * Polynomial(Numerator, distance) / Polynomial(Denominator, distance)
            : density / (distance + (1 / (distance + (2 / (distance + (3 / (distance + (4 / (distance + 0.65))))))))) / Math
                .Sqrt(2 * Math.PI);
        return x > 0 ? 1 - tail : tail;
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var value = 0.0;
        foreach (var coefficient in coefficients)
        {
            value = (value * x) + coefficient;
        }

        return value;
    }
}
