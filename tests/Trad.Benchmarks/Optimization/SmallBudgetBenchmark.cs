using System.Globalization;
using Trad.Optimization;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Benchmarks.Optimization;

/// <summary>
/// Simple regret of searches as short as the product's default, in its rounds, beside a Sobol sequence and random points:
/// <c>small-budgets [seeds] [aside|function]</c>.
/// </summary>
public sealed class SmallBudgetBenchmark : IBenchmark
{
    private static readonly int[] Checkpoints = [10, 20, 40, 60];
    private static readonly string[] Optimizers = [OptimizerNames.Bayesian, OptimizerNames.Sobol, OptimizerNames.Random];

    /// <inheritdoc/>
    public string Name => "small-budgets";

    /// <inheritdoc/>
    public string Description =>
        "simple regret after 10, 20, 40, 60 evaluations in the product's rounds, beside Sobol and random: [seeds=20] [aside|function]";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var seeds = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20;
        var which = arguments.Count > 1 ? arguments[1] : null;
        IReadOnlyList<TestFunction> judged = which == "aside"
            ? UnseenFunctions.Aside
            : [.. TestFunctions.Standard, .. UnseenFunctions.Judged];
        var functions = judged.Where(function => which is null or "aside" || which == function.Name).ToList();
        var noWorse = Checkpoints.ToDictionary(checkpoint => checkpoint, _ => 0);
        Console.WriteLine($"Median [quartiles] of simple regret, {seeds} seeds.");
        Console.WriteLine("| function | evaluations | `bayesian` | `sobol` | `random` | no worse |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var function in functions)
        {
            var runs = Optimizers.Select(name => Run(function, name, seeds, cancellationToken)).ToList();
            for (var c = 0; c < Checkpoints.Length; c++)
            {
                var regrets = runs.ConvertAll(found => Quantiles.Compute(found.Select(run => run[c])));
                var isNoWorse = regrets[0].Median <= regrets[1].Median && regrets[0].Median <= regrets[2].Median;
                noWorse[Checkpoints[c]] += isNoWorse ? 1 : 0;
                Console.WriteLine(
                    $"| {function.Name} | {Checkpoints[c]} | {string.Join(" | ", regrets.Select(Text))} | {(isNoWorse ? "yes" : "no")} |");
            }
        }

        Console.WriteLine(
            $"No worse than both on {string.Join(", ", noWorse.Select(entry => $"{entry.Value} of {functions.Count} at {entry.Key}"))}.");
        return Task.FromResult(0);
    }

    private static string Text(Quantiles regret) =>
        string.Create(CultureInfo.InvariantCulture, $"{regret.Median:G3} [{regret.Lower:G3}, {regret.Upper:G3}]");

    private static double[][] Run(TestFunction function, string name, int seeds, CancellationToken cancellationToken)
    {
        var runs = new double[seeds][];
        for (var seed = 0; seed < seeds; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            runs[seed] = Search(function, name, (ulong)seed);
        }

        return runs;
    }

    // The rounds of a training with the default batch size.
    private static double[] Search(TestFunction function, string name, ulong seed)
    {
        var optimizer = OptimizerCatalog.Create(function.Space, new OptimizerOptions { Name = name, Seed = seed });
        var plan = new TrainingPlan(
            DateTimeOffset.UnixEpoch, Checkpoints[^1], RoundSizes.DesignOf(function.Space), TrainingRequest.DefaultBatchSize, 1, 1)
        {
            IsGrowing = RoundSizes.AreGrowing(name),
        };
        var (best, told) = (double.PositiveInfinity, 0);
        var regrets = new List<double>();
        while (told < plan.Trials)
        {
            var results = optimizer.Ask(plan.NextRoundSize(told)).Candidates.Select(candidate => function.Observe(candidate, (int)seed))
                .ToList();
            foreach (var result in results)
            {
                best = result.State == TrialState.Completed ? Math.Min(best, function.Regret(result.Parameters)) : best;
                if (Checkpoints.Contains(++told))
                {
                    regrets.Add(best);
                }
            }

            optimizer.Tell(results);
        }

        return [.. regrets];
    }
}
