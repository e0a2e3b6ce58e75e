using Trad.Optimization.Spaces;

namespace Trad.Benchmarks.Optimization;

/// <summary>
/// Functions beside the standard ones, on which small budgets are judged, and others that no choice was made on. Standard
/// definitions and domains by Surjanovic and Bingham, Virtual Library of Simulation Experiments, unless said otherwise.
/// </summary>
public static class UnseenFunctions
{
    /// <summary>More dimensions, more ripples, and spaces as strategies have them, a third of one infeasible.</summary>
    public static IReadOnlyList<TestFunction> Judged { get; } =
    [
        TestFunction.Create("levy6", Repeat(-10, 6), Repeat(10, 6), 0, TestFunctions.Levy),
        TestFunction.Create("michalewicz5", Repeat(0, 5), Repeat(Math.PI, 5), -4.687658179088148, Michalewicz),
        TestFunction.Create("styblinski4", Repeat(-5, 4), Repeat(5, 4), -39.16616570377142 * 4, StyblinskiTang),
        new("mixed9", MixedNine.Space(), 0, MixedNine.Coupled),
        new("infeasible9", MixedNine.Space(), 0, MixedNine.Rippled) { IsFeasible = MixedNine.IsFeasible },
    ];

    /// <summary>Functions kept aside: nothing was tuned on them.</summary>
    public static IReadOnlyList<TestFunction> Aside { get; } =
    [
        TestFunction.Create("goldstein", [-2, -2], [2, 2], 3, GoldsteinPrice),
        TestFunction.Create("rastrigin4", Repeat(-4.12, 4), Repeat(6.12, 4), 0, Rastrigin),
        TestFunction.Create("griewank6", Repeat(-500, 6), Repeat(700, 6), 0, Griewank),
        TestFunction.Create("dixonprice5", Repeat(-10, 5), Repeat(10, 5), 0, DixonPrice),
        TestFunction.Create("zakharov6", Repeat(-5, 6), Repeat(10, 6), 0, Zakharov),
        TestFunction.Create("schwefel4", Repeat(-500, 4), Repeat(500, 4), 0, Schwefel),
        TestFunction.Create("powell4", Repeat(-4, 4), Repeat(5, 4), 0, Powell),
        TestFunction.Create("trid6", Repeat(-36, 6), Repeat(36, 6), -50, Trid),
        TestFunction.Create("rosen7", Repeat(-5, 7), Repeat(10, 7), 0, TestFunctions.Rosenbrock),
    ];

    private static double[] Repeat(double value, int count) => [.. Enumerable.Repeat(value, count)];

    private static double Michalewicz(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum -= Math.Sin(x[i]) * Math.Pow(Math.Sin((i + 1) * x[i] * x[i] / Math.PI), 20);
        }

        return sum;
    }

    private static double StyblinskiTang(double[] x) => x.Sum(value => Math.Pow(value, 4) - (16 * value * value) + (5 * value)) / 2;

    private static double GoldsteinPrice(double[] x)
    {
        var (a, b) = (x[0], x[1]);
        return (1 + (Math.Pow(a + b + 1, 2) * (19 - (14 * a) + (3 * a * a) - (14 * b) + (6 * a * b) + (3 * b * b))))
            * (30 + (Math.Pow((2 * a) - (3 * b), 2) * (18 - (32 * a) + (12 * a * a) + (48 * b) - (36 * a * b) + (27 * b * b))));
    }

    private static double Rastrigin(double[] x) => x.Sum(value => (value * value) - (10 * Math.Cos(2 * Math.PI * value)) + 10);

    private static double Griewank(double[] x)
    {
        var product = 1.0;
        for (var i = 0; i < x.Length; i++)
        {
            product *= Math.Cos(x[i] / Math.Sqrt(i + 1));
        }

        return (x.Sum(value => value * value) / 4000) - product + 1;
    }

    private static double DixonPrice(double[] x)
    {
        var sum = (x[0] - 1) * (x[0] - 1);
        for (var i = 1; i < x.Length; i++)
        {
            sum += (i + 1) * Math.Pow((2 * x[i] * x[i]) - x[i - 1], 2);
        }

        return sum;
    }

    private static double Zakharov(double[] x)
    {
        var inner = x.Select((value, i) => 0.5 * (i + 1) * value).Sum();
        return x.Sum(value => value * value) + (inner * inner) + Math.Pow(inner, 4);
    }

    private static double Schwefel(double[] x) =>
        (418.9828872724339 * x.Length) - x.Sum(value => value * Math.Sin(Math.Sqrt(Math.Abs(value))));

    private static double Powell(double[] x) =>
        Math.Pow(x[0] + (10 * x[1]), 2) + (5 * Math.Pow(x[2] - x[3], 2)) + Math.Pow(x[1] - (2 * x[2]), 4) + (10 * Math.Pow(x[0] - x[3], 4));

    private static double Trid(double[] x)
    {
        var sum = x.Sum(value => (value - 1) * (value - 1));
        for (var i = 1; i < x.Length; i++)
        {
            sum -= x[i] * x[i - 1];
        }

        return sum;
    }
}
