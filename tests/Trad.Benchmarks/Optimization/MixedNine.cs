using Trad.Optimization.Spaces;

namespace Trad.Benchmarks.Optimization;

/// <summary>
/// A space as strategies have it, nine parameters of all kinds, and two functions over it whose minimum is 0 at a known
/// set: thresholds, lengths, multiples and rules that depend on each other.
/// </summary>
internal static class MixedNine
{
    private static readonly ParameterSet Best = new(
    [
        KeyValuePair.Create<string, ParameterValue>("threshold", 0.003),
        KeyValuePair.Create<string, ParameterValue>("spike", 2.2),
        KeyValuePair.Create<string, ParameterValue>("stop", 1.7),
        KeyValuePair.Create<string, ParameterValue>("target", 3.4),
        KeyValuePair.Create<string, ParameterValue>("fast", 9),
        KeyValuePair.Create<string, ParameterValue>("slow", 60),
        KeyValuePair.Create<string, ParameterValue>("confirm", 2),
        KeyValuePair.Create<string, ParameterValue>("hold", 75),
        KeyValuePair.Create<string, ParameterValue>("rule", "b"),
    ]);

    private static readonly double[] Optimum = Coordinates(Best);

    public static SearchSpace Space() => new(
    [
        new ContinuousParameter("threshold", 0.0005, 0.05, isLogarithmic: true),
        new ContinuousParameter("spike", 1, 4),
        new ContinuousParameter("stop", 0.5, 4),
        new ContinuousParameter("target", 1, 6),
        new IntegerParameter("fast", 2, 50),
        new IntegerParameter("slow", 10, 400, isLogarithmic: true),
        new IntegerParameter("confirm", 1, 5),
        new ChoiceParameter("hold", [30, 50, 75, 100, 150], isOrdered: true),
        new ChoiceParameter("rule", ["a", "b", "c"], isOrdered: false),
    ]);

    /// <summary>A bowl of unequal axes in which stop and target, and fast and slow, go together; a wrong rule makes it steeper.</summary>
    public static double Coupled(ParameterSet parameters)
    {
        var d = Differences(parameters);
        var bowl = (8 * d[0] * d[0]) + (2 * d[1] * d[1]) + (6 * Math.Pow(d[2] - d[3], 2)) + (1.5 * d[3] * d[3])
            + (5 * Math.Pow(d[4] - (0.5 * d[5]), 2)) + (1.5 * d[5] * d[5]) + (0.5 * d[6] * d[6]) + (0.3 * d[7] * d[7]);
        return RuleFactor(parameters) * Math.Sqrt(bowl + (0.1 * RuleOffset(parameters)));
    }

    /// <summary>The same kind of landscape with ripples along the first parameters, as few trades make them.</summary>
    public static double Rippled(ParameterSet parameters)
    {
        var d = Differences(parameters);
        var sum = 0.5 * RuleOffset(parameters);
        for (var k = 0; k < d.Length; k++)
        {
            sum += (4 - (0.4 * k)) * d[k] * d[k];
        }

        for (var k = 0; k < 4; k++)
        {
            sum += 0.15 * (1 - Math.Cos(4 * Math.PI * d[k]));
        }

        return sum;
    }

    /// <summary>
    /// Whether a set trades enough: high thresholds, spikes and slow lengths together do not. A third of the space is infeasible.
    /// </summary>
    public static bool IsFeasible(ParameterSet parameters)
    {
        var x = Coordinates(parameters);
        return x[0] + (0.6 * x[1]) + (0.5 * x[5]) + (0.3 * x[6]) < 1.374;
    }

    private static double RuleFactor(ParameterSet parameters) => parameters["rule"].Text switch { "b" => 1, "c" => 1.3, _ => 1.6 };

    private static double RuleOffset(ParameterSet parameters) => parameters["rule"].Text switch { "b" => 0, "c" => 1, _ => 2 };

    private static double[] Differences(ParameterSet parameters)
    {
        var x = Coordinates(parameters);
        for (var k = 0; k < x.Length; k++)
        {
            x[k] -= Optimum[k];
        }

        return x;
    }

    // Every parameter but the rule, in units of its range.
    private static double[] Coordinates(ParameterSet parameters)
    {
        double At(string name) => parameters[name].Number;
        return
        [
            Math.Log(At("threshold") / 0.0005) / Math.Log(100),
            (At("spike") - 1) / 3,
            (At("stop") - 0.5) / 3.5,
            (At("target") - 1) / 5,
            (At("fast") - 2) / 48,
            Math.Log(At("slow") / 10) / Math.Log(40),
            (At("confirm") - 1) / 4,
            Math.Log(At("hold") / 30) / Math.Log(5),
        ];
    }
}
