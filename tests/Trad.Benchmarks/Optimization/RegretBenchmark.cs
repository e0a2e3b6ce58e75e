using System.Diagnostics;
using System.Globalization;
using Trad.Optimization;
using Trad.Testing;

namespace Trad.Benchmarks.Optimization;

/// <summary>Simple regret on standard functions beside the peers' figures: <c>regret [seeds] [batch] [optimizer] [function]</c>.</summary>
public sealed class RegretBenchmark : IBenchmark
{
    private static readonly int[] Checkpoints = [20, 50, 100];

    /// <inheritdoc/>
    public string Name => "regret";

    /// <inheritdoc/>
    public string Description => "simple regret after 20, 50, 100 evaluations next to the peers: [seeds=20] [batch=1] [optimizer=bayesian] [function]";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var seeds = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20;
        var batch = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        var optimizer = arguments.Count > 2 ? arguments[2] : OptimizerNames.Bayesian;
        var peers = await PeerFigures.LoadAsync(SharedData.Find(PeerFigures.RelativePath), cancellationToken);
        Console.WriteLine($"{optimizer}, {seeds} seeds, batches of {batch}");
        Console.WriteLine("function    evals     median        q25        q75  ms/eval   best peer median (name)");
        foreach (var function in TestFunctions.Standard.Where(function => arguments.Count < 4 || arguments[3] == function.Name))
        {
            var runs = new (double[] Regrets, double Milliseconds)[seeds];
            await Parallel.ForAsync(0, seeds, cancellationToken, (seed, _) =>
            {
                runs[seed] = Run(function, optimizer, (ulong)seed, batch);
                return ValueTask.CompletedTask;
            });
            for (var c = 0; c < Checkpoints.Length; c++)
            {
                var regrets = runs.Select(run => run.Regrets[c]).Order().ToArray();
                var peer = peers.Best(function.Name, Checkpoints[c]);
                var median = Quantile(regrets, 0.5);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{function.Name,-10} {Checkpoints[c],6} {median,10:G4} {Quantile(regrets, 0.25),10:G4} {Quantile(regrets, 0.75),10:G4} {runs.Average(run => run.Milliseconds),8:F1}   {(peer is null ? "" : $"{peer.Value.Median:G4} ({peer.Value.Peer}) {(median <= peer.Value.Median ? "beaten" : "")}")}"));
            }
        }

        return 0;
    }

    private static (double[] Regrets, double Milliseconds) Run(TestFunction function, string name, ulong seed, int batch)
    {
        var options = new OptimizerOptions { Name = name, Seed = seed, TrialBudget = Checkpoints[^1] };
        var optimizer = OptimizerCatalog.Create(function.Space, options);
        var best = double.PositiveInfinity;
        var told = 0;
        var regrets = new List<double>();
        var watch = new Stopwatch();
        while (told < Checkpoints[^1])
        {
            watch.Start();
            var proposal = optimizer.Ask(Math.Min(batch, Checkpoints[^1] - told));
            watch.Stop();
            var results = new List<TrialResult>();
            foreach (var candidate in proposal.Candidates)
            {
                var regret = function.Regret(candidate.Parameters);
                results.Add(new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Completed, -regret - function.Minimum));
                best = Math.Min(best, regret);
                told++;
                if (Checkpoints.Contains(told))
                {
                    regrets.Add(best);
                }
            }

            optimizer.Tell(results);
        }

        return ([.. regrets], watch.Elapsed.TotalMilliseconds / told);
    }

    private static double Quantile(double[] sorted, double fraction)
    {
        var position = fraction * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
