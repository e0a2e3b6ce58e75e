namespace Trad.Benchmarks.Optimization;

/// <summary>Median and quartiles, by linear interpolation between order statistics.</summary>
/// <param name="Lower">The lower quartile.</param>
/// <param name="Median">The median.</param>
/// <param name="Upper">The upper quartile.</param>
public sealed record Quantiles(double Lower, double Median, double Upper)
{
    /// <summary>The quantiles of at least one value.</summary>
    public static Quantiles Compute(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Quantiles(At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
    }

    private static double At(double[] sorted, double fraction)
    {
        var position = fraction * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);

        // An infinite neighbour must not spoil an exact hit.
        return position == below ? sorted[below] : sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
