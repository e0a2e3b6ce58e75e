using Trad.Optimization.Spaces;

namespace Trad.Benchmarks.Optimization;

/// <summary>A function to minimise whose minimum is known; the optimisers see its negative.</summary>
/// <param name="Name">The name, as in the peers' figures.</param>
/// <param name="Low">The lower bounds.</param>
/// <param name="High">The upper bounds.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Evaluate">The function.</param>
public sealed record TestFunction(string Name, double[] Low, double[] High, double Minimum, Func<double[], double> Evaluate)
{
    /// <summary>The search space, parameters x0, x1, ….</summary>
    public SearchSpace Space { get; } = new([.. Low.Select((low, i) => new ContinuousParameter($"x{i}", low, High[i]))]);

    /// <summary>How far the value at a point is above the minimum.</summary>
    public double Regret(ParameterSet parameters) => Evaluate([.. parameters.Values.Select(value => value.Number)]) - Minimum;
}
