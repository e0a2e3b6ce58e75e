using Trad.Optimization.Bayesian;
using Trad.Optimization.Evolution;
using Trad.Optimization.Pareto;
using Trad.Optimization.Search;
using Trad.Optimization.Spaces;

namespace Trad.Optimization;

/// <summary>The optimisers by name.</summary>
public static class OptimizerCatalog
{
    /// <summary>The most objectives a search can have.</summary>
    public const int MostObjectives = 3;

    /// <summary>What each optimiser does, by name, for help texts.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [OptimizerNames.Auto] = "The model for the first 2,000 trials, then an evolution strategy around their best; says which and why.",
        [OptimizerNames.Bayesian] =
            "A Gaussian process and expected improvement: the most from few trials; for several objectives the Pareto front.",
        [OptimizerNames.CmaEs] = "An evolution strategy that learns a normal distribution: for budgets of thousands of trials.",
        [OptimizerNames.Grid] = "Every point of a grid once.",
        [OptimizerNames.Random] = "Independent uniform points: the yardstick.",
        [OptimizerNames.Sobol] = "A scrambled Sobol sequence: covers the space evenly, learns nothing.",
    };

    /// <summary>Builds an optimiser, or rebuilds one from its history.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="options">How to search.</param>
    /// <param name="history">All results so far, in any order.</param>
    /// <param name="memory">The memory of the last proposal, when there was one; anything unreadable is ignored.</param>
    /// <exception cref="ArgumentException">An option or a result is wrong; the message names it, its value and what is allowed.</exception>
    public static IOptimizer Create(
        SearchSpace space, OptimizerOptions options, IReadOnlyList<TrialResult>? history = null, string? memory = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        var ledger = new TrialLedger(space, options);
        var optimizer = new AskTellOptimizer(ledger, CreateProposer(ledger, options.Name), memory);
        optimizer.Tell(history ?? []);
        return optimizer;
    }

    private static IProposer CreateProposer(TrialLedger ledger, string name)
    {
        switch (name)
        {
            case OptimizerNames.Auto:
                return new AutomaticProposer(ledger);
            case OptimizerNames.Bayesian:
                return ledger.Options.ObjectiveCount > 1 ? new ParetoProposer(ledger) : new BayesianProposer(ledger);
            case OptimizerNames.CmaEs:
                return new EvolutionProposer(ledger);
            case OptimizerNames.Grid:
                return new GridProposer(ledger);
            case OptimizerNames.Random:
                return new RandomProposer(ledger);
            case OptimizerNames.Sobol:
                return new SobolProposer(ledger);
            default:
                throw new SearchSpaceException(
                    nameof(OptimizerOptions.Name), $"'{name}'", $"one of {string.Join(", ", Descriptions.Keys)}");
        }
    }

    private static void Check(OptimizerOptions options)
    {
        CheckObjectives(options);
        if (options.InitialTrials is < 1)
        {
            throw new SearchSpaceException(nameof(options.InitialTrials), $"{options.InitialTrials}", "at least 1, or absent");
        }

        if (options.Patience is < 1)
        {
            throw new SearchSpaceException(nameof(options.Patience), $"{options.Patience}", "at least 1, or absent");
        }

        if (options.MinimumExpectedImprovement is { } minimum && !(minimum >= 0 && double.IsFinite(minimum)))
        {
            throw new SearchSpaceException(
                nameof(options.MinimumExpectedImprovement), $"{minimum}", "a finite number of at least 0, or absent");
        }
    }

    private static void CheckObjectives(OptimizerOptions options)
    {
        if (options.ObjectiveCount is < 1 or > MostObjectives)
        {
            throw new SearchSpaceException(nameof(options.ObjectiveCount), $"{options.ObjectiveCount}", $"from 1 to {MostObjectives}");
        }

        if (options is { ObjectiveCount: > 1, Name: OptimizerNames.CmaEs })
        {
            throw new SearchSpaceException(
                nameof(options.ObjectiveCount), $"{options.ObjectiveCount}",
                $"1 for {OptimizerNames.CmaEs}, which ranks trials by one objective");
        }

        if (options.ReferencePoint is { } reference && (reference.Count != options.ObjectiveCount || !reference.All(double.IsFinite)))
        {
            throw new SearchSpaceException(
                nameof(options.ReferencePoint), $"({string.Join(", ", reference)})",
                $"{options.ObjectiveCount} finite numbers, one per objective, or absent");
        }
    }
}
