using Trad.Optimization;
using Trad.Optimization.Spaces;

namespace Trad.Benchmarks.Optimization;

/// <summary>A function to minimise whose minimum is known; the optimisers see its negative.</summary>
/// <param name="Name">The name, as in the peers' figures.</param>
/// <param name="Space">The search space.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Evaluate">The function.</param>
public sealed record TestFunction(string Name, SearchSpace Space, double Minimum, Func<ParameterSet, double> Evaluate)
{
    /// <summary>The standard deviation of the noise that observations carry.</summary>
    public double Noise { get; init; }

    /// <summary>Whether a point can be evaluated at all; the optimiser learns it only by trying.</summary>
    public Func<ParameterSet, bool> IsFeasible { get; init; } = _ => true;

    /// <summary>A function of real numbers x0, x1, … between bounds.</summary>
    public static TestFunction Create(string name, double[] low, double[] high, double minimum, Func<double[], double> evaluate) => new(
        name,
        new SearchSpace([.. low.Select((bound, i) => new ContinuousParameter($"x{i}", bound, high[i]))]),
        minimum,
        parameters => evaluate([.. parameters.Values.Select(value => value.Number)]));

    /// <summary>How far the value at a point, without noise, is above the minimum.</summary>
    public double Regret(ParameterSet parameters) => Evaluate(parameters) - Minimum;

    /// <summary>What an optimiser is told about a candidate; the noise depends on the seed and the trial alone.</summary>
    public TrialResult Observe(Candidate candidate, int seed)
    {
        if (!IsFeasible(candidate.Parameters))
        {
            return new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Infeasible, null);
        }

        var random = new Random((seed * 100_003) + candidate.Trial);
        var noise = Noise == 0
            ? 0
            : Noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Completed, -Evaluate(candidate.Parameters) + noise);
    }
}
