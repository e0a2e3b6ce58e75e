using System.Globalization;

namespace Trad.Optimization.Search;

/// <summary>Chooses an optimiser by the budget, the dimensions and the types of a search.</summary>
internal static class AutomaticChoice
{
    /// <summary>With fewer trials a model could not steer any of them.</summary>
    private const int FewestForModel = 4;

    /// <summary>Above this many trials a model sees only a small part of them, and its proposals cost more than most evaluations.</summary>
    private const int MostForModel = 2000;

    /// <summary>The name of the optimiser, and why in one sentence for the log.</summary>
    public static (string Name, string Reason) Choose(TrialLedger ledger)
    {
        var budget = ledger.Options.TrialBudget;
        var axes = ledger.Space.Cube.Axes;
        var unordered = axes.Count(axis => axis.IsCategorical);
        if (ledger.Space.Cardinality is { } total && total <= budget && total <= ledger.Options.GridLimit)
        {
            return Because(OptimizerNames.Grid, $"the budget of {budget} trials covers all {total} points");
        }

        if (budget < FewestForModel)
        {
            return Because(OptimizerNames.Sobol, $"{budget} trials are too few to learn from, so they are spread evenly");
        }

        if (budget > MostForModel && unordered == 0 && axes.Length > 1 && ledger.Options.ObjectiveCount == 1)
        {
            return Because(OptimizerNames.CmaEs, $"{budget} trials over {axes.Length} ordered parameters are enough for an evolution strategy, whose proposals cost nothing");
        }

        return Because(OptimizerNames.Bayesian, $"{budget} trials over {axes.Length} parameters{(unordered > 0 ? $", {unordered} of them unordered," : "")} are worth a model");
    }

    private static (string Name, string Reason) Because(string name, FormattableString reason) =>
        (name, $"auto chose {name}: {reason.ToString(CultureInfo.InvariantCulture)}.");
}
