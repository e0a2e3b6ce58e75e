namespace Trad.Optimization.Search;

/// <summary>Chooses an optimiser by the budget and the space.</summary>
internal static class AutomaticChoice
{
    /// <summary>The name of the optimiser, and why in one sentence.</summary>
    public static (string Name, string Reason) Choose(TrialLedger ledger)
    {
        var budget = ledger.Options.TrialBudget;
        if (ledger.Space.Cardinality is { } total && total <= budget && total <= ledger.Options.GridLimit)
        {
            return (OptimizerNames.Grid, $"auto chose grid: the budget of {budget} trials covers all {total} points.");
        }

        return (OptimizerNames.Bayesian, $"auto chose bayesian: {budget} trials over {ledger.Space.Cube.Dimensions} parameters are worth a model.");
    }
}
