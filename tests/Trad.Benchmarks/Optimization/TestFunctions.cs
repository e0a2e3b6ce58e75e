using Trad.Optimization.Spaces;

namespace Trad.Benchmarks.Optimization;

/// <summary>Standard test functions (Surjanovic and Bingham, Virtual Library of Simulation Experiments), with the peers' domains.</summary>
public static class TestFunctions
{
    private static readonly double[][] Hartmann3A = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]];

    private static readonly double[][] Hartmann3P =
        [[0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]];

    private static readonly double[][] Hartmann6A =
        [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];

    private static readonly double[][] Hartmann6P =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    /// <summary>The six functions the peers were measured on.</summary>
    public static IReadOnlyList<TestFunction> Standard { get; } =
    [
        TestFunction.Create("branin", [-5, 0], [10, 15], 0.39788735772973816, Branin),
        TestFunction.Create("hartmann3", Repeat(0, 3), Repeat(1, 3), -3.8627797869493365, x => Hartmann(x, Hartmann3A, Hartmann3P)),
        TestFunction.Create("hartmann6", Repeat(0, 6), Repeat(1, 6), -3.3223680114155147, x => Hartmann(x, Hartmann6A, Hartmann6P)),
        TestFunction.Create("ackley5", Repeat(-32.768, 5), Repeat(32.768, 5), 0, Ackley),
        TestFunction.Create("rosen4", Repeat(-5, 4), Repeat(10, 4), 0, Rosenbrock),
        TestFunction.Create("levy4", Repeat(-10, 4), Repeat(10, 4), 0, Levy),
    ];

    /// <summary>What trading asks for beside them: mixed types, noise, and a region where nothing can be measured.</summary>
    public static IReadOnlyList<TestFunction> Special { get; } =
    [
        new("mixed5", MixedSpace(), 0.39788735772973816, Mixed),
        TestFunction.Create("noisy-h3", Repeat(0, 3), Repeat(1, 3), -3.8627797869493365, x => Hartmann(x, Hartmann3A, Hartmann3P)) with
        {
            Noise = 0.1,
        },
        TestFunction.Create("infeasible", [-5, 0], [10, 15], 0.39788735772973816, Branin) with { IsFeasible = IsInDisc },
    ];

    // Branin, scaled by an unordered choice, plus bowls over a logarithmic whole number and an ordered choice.
    private static SearchSpace MixedSpace() => new(
    [
        new ContinuousParameter("x0", -5, 10),
        new ContinuousParameter("x1", 0, 15),
        new IntegerParameter("length", 2, 100, isLogarithmic: true),
        new ChoiceParameter("rule", ["a", "b", "c", "d"], isOrdered: false),
        new ChoiceParameter("hold", [30, 50, 75, 100, 150], isOrdered: true),
    ]);

    private static double Mixed(ParameterSet parameters)
    {
        var factor = parameters["rule"].Text switch { "b" => 1, "c" => 1.2, "a" => 1.5, _ => 2 };
        var length = Math.Log(parameters["length"].Number / 8);
        var hold = Math.Log(parameters["hold"].Number / 75);
        return (factor * Branin([parameters["x0"].Number, parameters["x1"].Number])) + (length * length) + (3 * hold * hold);
    }

    // Gardner et al. (2014): of Branin's three minima only (π, 2.275) lies well inside the disc.
    private static bool IsInDisc(ParameterSet parameters) =>
        Math.Pow(parameters["x0"].Number - 2.5, 2) + Math.Pow(parameters["x1"].Number - 7.5, 2) <= 50;

    private static double[] Repeat(double value, int count) => [.. Enumerable.Repeat(value, count)];

    private static double Branin(double[] x)
    {
        var inner = x[1] - (5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6;
        return (inner * inner) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10;
    }

    private static double Hartmann(double[] x, double[][] a, double[][] p)
    {
        ReadOnlySpan<double> alpha = [1.0, 1.2, 3.0, 3.2];
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            var inner = 0.0;
            for (var j = 0; j < x.Length; j++)
            {
                inner += a[i][j] * (x[j] - p[i][j]) * (x[j] - p[i][j]);
            }

            sum -= alpha[i] * Math.Exp(-inner);
        }

        return sum;
    }

    private static double Ackley(double[] x)
    {
        var squares = x.Sum(value => value * value) / x.Length;
        var cosines = x.Sum(value => Math.Cos(2 * Math.PI * value)) / x.Length;
        return (-20 * Math.Exp(-0.2 * Math.Sqrt(squares))) - Math.Exp(cosines) + 20 + Math.E;
    }

    internal static double Rosenbrock(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var bend = x[i + 1] - (x[i] * x[i]);
            sum += (100 * bend * bend) + ((1 - x[i]) * (1 - x[i]));
        }

        return sum;
    }

    internal static double Levy(double[] x)
    {
        var w = Array.ConvertAll(x, value => 1 + ((value - 1) / 4));
        var first = Math.Sin(Math.PI * w[0]);
        var last = Math.Sin(2 * Math.PI * w[^1]);
        var sum = (first * first) + ((w[^1] - 1) * (w[^1] - 1) * (1 + (last * last)));
        for (var i = 0; i + 1 < w.Length; i++)
        {
            var wave = Math.Sin((Math.PI * w[i]) + 1);
            sum += (w[i] - 1) * (w[i] - 1) * (1 + (10 * wave * wave));
        }

        return sum;
    }
}
