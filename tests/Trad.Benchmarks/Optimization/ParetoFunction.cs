using Trad.Optimization.Spaces;

namespace Trad.Benchmarks.Optimization;

/// <summary>Several functions to maximise at once whose front is known.</summary>
/// <param name="Name">The usual name.</param>
/// <param name="Dimensions">Parameters, each from 0 to 1.</param>
/// <param name="Reference">The reference point of the hypervolume.</param>
/// <param name="Largest">The hypervolume of the true front.</param>
/// <param name="Evaluate">The negatives of the functions as published, which are minimised.</param>
public sealed record ParetoFunction(string Name, int Dimensions, double[] Reference, double Largest, Func<double[], double[]> Evaluate)
{
    /// <summary>
    /// Branin-Currin (Belakaria et al., 2019; the volume is BoTorch's), ZDT1 and ZDT2 (Zitzler et al., 2000), and DTLZ2 with
    /// three objectives (Deb et al., 2002).
    /// </summary>
    public static IReadOnlyList<ParetoFunction> All { get; } =
    [
        new("branin-currin", 2, [-18, -6], 59.36011874867746, BraninCurrin),
        new("zdt1", 6, [-11, -11], 121 - (1.0 / 3), x => Zdt(x, share => 1 - Math.Sqrt(share))),
        new("zdt2", 4, [-11, -11], 121 - (2.0 / 3), x => Zdt(x, share => 1 - (share * share))),
        new("dtlz2-3", 5, [-1.1, -1.1, -1.1], (1.1 * 1.1 * 1.1) - (Math.PI / 6), Dtlz2),
    ];

    /// <summary>The search space, parameters x0, x1, ….</summary>
    public SearchSpace Space { get; } = new([.. Enumerable.Range(0, Dimensions).Select(i => new ContinuousParameter($"x{i}", 0, 1))]);

    private static double[] BraninCurrin(double[] x)
    {
        var (u, v) = ((15 * x[0]) - 5, 15 * x[1]);
        var inner = v - (5.1 / (4 * Math.PI * Math.PI) * u * u) + (5 / Math.PI * u) - 6;
        var branin = (inner * inner) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(u)) + 10;
        var (square, cube) = (x[0] * x[0], x[0] * x[0] * x[0]);
        var currin = (1 - (x[1] == 0 ? 0 : Math.Exp(-1 / (2 * x[1]))))
            * ((2300 * cube) + (1900 * square) + (2092 * x[0]) + 60) / ((100 * cube) + (500 * square) + (4 * x[0]) + 20);
        return [-branin, -currin];
    }

    private static double[] Zdt(double[] x, Func<double, double> shape)
    {
        var g = 1 + (9 * x[1..].Sum() / (x.Length - 1));
        return [-x[0], -g * shape(x[0] / g)];
    }

    private static double[] Dtlz2(double[] x)
    {
        var g = x[2..].Sum(value => (value - 0.5) * (value - 0.5));
        var (a, b) = (x[0] * Math.PI / 2, x[1] * Math.PI / 2);
        return [-(1 + g) * Math.Cos(a) * Math.Cos(b), -(1 + g) * Math.Cos(a) * Math.Sin(b), -(1 + g) * Math.Sin(a)];
    }
}
