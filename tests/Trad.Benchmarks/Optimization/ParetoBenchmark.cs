using System.Diagnostics;
using System.Globalization;
using Trad.Optimization;
using Trad.Testing;

namespace Trad.Benchmarks.Optimization;

/// <summary>The share of the true front's hypervolume that a search for two or three objectives dominates: <c>pareto [seeds]</c>.</summary>
public sealed class ParetoBenchmark : IBenchmark
{
    private const int Batch = 4;
    private static readonly int[] Checkpoints = [20, 40, 60];

    /// <inheritdoc/>
    public string Name => "pareto";

    /// <inheritdoc/>
    public string Description => "share of the true front's volume after 20, 40, 60 evaluations in batches of 4: [seeds=20]";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var seeds = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20;
        Console.WriteLine($"{seeds} seeds: median [quartiles] of the share of the true front's volume");
        foreach (var function in ParetoFunction.All)
        {
            Report(function, "random", OptimizerNames.Random, null);
            Report(function, "bayesian", OptimizerNames.Bayesian, null);
            Report(function, "bayesian, reference given", OptimizerNames.Bayesian, function.Reference);
        }

        return Task.FromResult(0);

        void Report(ParetoFunction function, string label, string name, double[]? reference)
        {
            var runs = new (double[] Shares, double Milliseconds)[seeds];
            Parallel.For(
                0, seeds, new ParallelOptions { CancellationToken = cancellationToken },
                seed => runs[seed] = Run(function, name, reference, (ulong)seed));
            var columns = Checkpoints.Select((checkpoint, i) => (checkpoint, found: Quantiles.Compute(runs.Select(run => run.Shares[i]))))
                .Select(
                    column => string.Create(
                        CultureInfo.InvariantCulture,
                        $"{column.checkpoint}: {column.found.Median:P2} [{column.found.Lower:P2}, {column.found.Upper:P2}]"));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{function.Name,-14} {label,-26} {string.Join("  ", columns)}  {runs.Average(run => run.Milliseconds):F1} ms per trial"));
        }
    }

    private static (double[] Shares, double Milliseconds) Run(ParetoFunction function, string name, double[]? reference, ulong seed)
    {
        var options = new OptimizerOptions
        {
            Name = name,
            Seed = seed,
            ObjectiveCount = function.Reference.Length,
            ReferencePoint = reference,
        };
        var optimizer = OptimizerCatalog.Create(function.Space, options);
        var seen = new List<double[]>();
        var shares = new List<double>();
        var watch = new Stopwatch();
        while (seen.Count < Checkpoints[^1])
        {
            watch.Start();
            var candidates = optimizer.Ask(Batch).Candidates;
            watch.Stop();
            foreach (var candidate in candidates)
            {
                seen.Add(function.Evaluate([.. candidate.Parameters.Values.Select(value => value.Number)]));
                optimizer.Tell([TrialResult.Completed(candidate.Trial, candidate.Parameters, seen[^1])]);
            }

            if (Checkpoints.Contains(seen.Count))
            {
                shares.Add(Hypervolume.Compute(seen, function.Reference) / function.Largest);
            }
        }

        return ([.. shares], watch.Elapsed.TotalMilliseconds / seen.Count);
    }
}
