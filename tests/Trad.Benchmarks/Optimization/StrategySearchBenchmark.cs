using System.Globalization;
using Trad.Candles;
using Trad.Optimization;
using Trad.Optimization.Pareto;
using Trad.Optimization.Pruning;
using Trad.Testing;

namespace Trad.Benchmarks.Optimization;

/// <summary>
/// The best in-sample Sharpe ratio found on 18 months of candles, per optimiser and number of trials, and the volume under
/// the front of return against drawdown: <c>strategy-search [seeds] [strategy]</c>.
/// </summary>
public sealed class StrategySearchBenchmark : IBenchmark
{
    private const int Few = 50;
    private const int Many = 500;
    private const int Batch = 4;
    private const int HalvingBatch = 9;

    /// <summary>Everything lost: any result is better.</summary>
    private static readonly double[] Reference = [-1, -1];

    /// <inheritdoc/>
    public string Name => "strategy-search";

    /// <inheritdoc/>
    public string Description =>
        "best Sharpe ratio on 18 months of 5m after 50 trials beside random search's after 500: [seeds=20] [strategy=liquidity-sweep]";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var seeds = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20;
        var strategy = arguments.Count > 1 ? arguments[1] : "liquidity-sweep";
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.WriteLine($"{SharedCandles.Bitcoin18Months} is not beside the project.");
            return Task.FromResult(1);
        }

        var halving = new SuccessiveHalving(3, 3);
        var problem = new StrategyProblem(strategy, SharedCandles.Read(path, Interval.Parse("5m")), halving.Fractions);
        Console.WriteLine($"{strategy}, {seeds} seeds: median [quartiles]");
        Report("Sharpe, random, 500 trials", seeds, seed => Best(problem, OptimizerNames.Random, seed, Many, Batch));
        Report("Sharpe, random, 50 trials", seeds, seed => Best(problem, OptimizerNames.Random, seed, Few, Batch));
        Report("Sharpe, bayesian, 50 trials one by one", seeds, seed => Best(problem, OptimizerNames.Bayesian, seed, Few, 1));
        Report("Sharpe, bayesian, 50 trials in batches of 4", seeds, seed => Best(problem, OptimizerNames.Bayesian, seed, Few, Batch));
        Report("Sharpe, bayesian, halving at the cost of 50 trials", seeds, seed => Halved(problem, halving, seed));
        Report("Sharpe, cma-es, 500 trials", seeds, seed => Best(problem, OptimizerNames.CmaEs, seed, Many, Batch));
        Report("return × drawdown volume, random, 500 trials", seeds, seed => Volume(problem, OptimizerNames.Random, seed, Many));
        Report("return × drawdown volume, bayesian, 50 trials", seeds, seed => Volume(problem, OptimizerNames.Bayesian, seed, Few));
        return Task.FromResult(0);

        void Report(string label, int count, Func<ulong, double> search)
        {
            var values = new double[count];
            Parallel.For(
                0, count, new ParallelOptions { CancellationToken = cancellationToken }, seed => values[seed] = search((ulong)seed));
            var found = Quantiles.Compute(values);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{label,-52} {found.Median,8:F4} [{found.Lower:F4}, {found.Upper:F4}]"));
        }
    }

    private static double Best(StrategyProblem problem, string name, ulong seed, int trials, int batch)
    {
        var optimizer = OptimizerCatalog.Create(problem.Space, new OptimizerOptions { Name = name, Seed = seed });
        var best = double.NegativeInfinity;
        for (var told = 0; told < trials;)
        {
            var results = optimizer.Ask(Math.Min(batch, trials - told)).Candidates.Select(candidate => problem.Sharpe(candidate)).ToList();
            best = Math.Max(best, results.Max(result => result.Objective ?? double.NegativeInfinity));
            optimizer.Tell(results);
            told += results.Count;
        }

        return best;
    }

    // Nine candidates cost 9 × 1/9 + 3 × 1/3 + 1 = 3 full backtests.
    private static double Halved(StrategyProblem problem, SuccessiveHalving halving, ulong seed)
    {
        var optimizer = OptimizerCatalog.Create(problem.Space, new OptimizerOptions { Name = OptimizerNames.Bayesian, Seed = seed });
        var best = double.NegativeInfinity;
        for (var cost = 0.0; cost < Few;)
        {
            IReadOnlyList<Candidate> stage = optimizer.Ask(HalvingBatch).Candidates;
            for (var rung = 0; rung < halving.Fractions.Count; rung++)
            {
                cost += stage.Count * halving.Fractions[rung];
                var results = stage.Select(candidate => problem.Sharpe(candidate, rung)).ToList();
                var isLast = rung == halving.Fractions.Count - 1;
                var kept = isLast ? [.. results.Select(result => result.Trial)] : Promoted(results, halving.Reduction);
                optimizer.Tell([.. results
                    .Where(result => isLast || !kept.Contains(result.Trial))
                    .Select(
                        result => isLast || result.State != TrialState.Completed ? result : result with { State = TrialState.Pruned })]);
                best = isLast ? Math.Max(best, results.Max(result => result.Objective ?? double.NegativeInfinity)) : best;
                stage = [.. stage.Where(candidate => kept.Contains(candidate.Trial))];
                if (stage.Count == 0)
                {
                    break;
                }
            }
        }

        return best;
    }

    // The best ⌈completed/η⌉ of a stage go on to the next, ties to the lower trial; those without an objective never do.
    private static IReadOnlyList<int> Promoted(List<TrialResult> stage, int reduction)
    {
        var completed = stage
            .Where(result => result is { State: TrialState.Completed, Objective: { } objective } && double.IsFinite(objective))
            .OrderByDescending(result => result.Objective)
            .ThenBy(result => result.Trial)
            .ToList();
        var kept = (completed.Count + reduction - 1) / reduction;
        return [.. completed.Take(kept).Select(result => result.Trial)];
    }

    private static double Volume(StrategyProblem problem, string name, ulong seed, int trials)
    {
        var options = new OptimizerOptions { Name = name, Seed = seed, ObjectiveCount = 2, ReferencePoint = Reference };
        var optimizer = OptimizerCatalog.Create(problem.Space, options);
        var all = new List<TrialResult>();
        while (all.Count < trials)
        {
            var results = optimizer.Ask(Math.Min(Batch, trials - all.Count)).Candidates.Select(problem.ReturnAndDrawdown).ToList();
            optimizer.Tell(results);
            all.AddRange(results);
        }

        return Hypervolume.Compute(ParetoFront.Find(all).Select(trial => trial.Objectives!), Reference);
    }
}
