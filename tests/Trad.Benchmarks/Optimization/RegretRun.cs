using System.Diagnostics;
using Trad.Optimization;

namespace Trad.Benchmarks.Optimization;

/// <summary>One search of a test function.</summary>
/// <param name="Regrets">The regret of the best observation at each checkpoint; infinite while nothing feasible was found.</param>
/// <param name="MillisecondsPerTrial">The optimiser's own time.</param>
public sealed record RegretRun(double[] Regrets, double MillisecondsPerTrial)
{
    /// <summary>Trials after which the regret is taken.</summary>
    public static IReadOnlyList<int> Checkpoints { get; } = [20, 50, 100];

    /// <summary>Searches with one seed, <paramref name="batch"/> candidates at a time.</summary>
    public static RegretRun Measure(TestFunction function, OptimizerOptions options, int batch)
    {
        var optimizer = OptimizerCatalog.Create(function.Space, options);
        var (best, regret) = (double.NegativeInfinity, double.PositiveInfinity);
        var told = 0;
        var regrets = new List<double>();
        var watch = new Stopwatch();
        while (told < Checkpoints[^1])
        {
            watch.Start();
            var proposal = optimizer.Ask(Math.Min(batch, Checkpoints[^1] - told));
            watch.Stop();
            var results = proposal.Candidates.Select(candidate => function.Observe(candidate, (int)options.Seed)).ToList();
            foreach (var result in results)
            {
                // With noise the best observation decides, as it would for a user; its regret is that of its true value.
                if (result.Objective > best)
                {
                    (best, regret) = (result.Objective!.Value, function.Regret(result.Parameters));
                }

                if (Checkpoints.Contains(++told))
                {
                    regrets.Add(regret);
                }
            }

            optimizer.Tell(results);
        }

        return new RegretRun([.. regrets], watch.Elapsed.TotalMilliseconds / told);
    }
}
