namespace Trad.Optimization.Search;

/// <summary>The rules that end a search before its budget is spent; all off unless configured.</summary>
internal static class EarlyStop
{
    /// <summary>Whether the best objective is older than the patience.</summary>
    public static bool Patience(TrialLedger ledger)
    {
        if (ledger.Options.Patience is not { } patience)
        {
            return false;
        }

        var best = double.NegativeInfinity;
        var sinceBest = 0;
        foreach (var trial in ledger.Told)
        {
            sinceBest++;
            if (trial is { State: TrialState.Completed, Objective: { } objective } && objective > best)
            {
                best = objective;
                sinceBest = 0;
            }
        }

        return best > double.NegativeInfinity && sinceBest >= patience;
    }

    /// <summary>Whether an expected improvement is below the threshold.</summary>
    public static bool Improvement(OptimizerOptions options, double? expectedImprovement) =>
        options.MinimumExpectedImprovement is { } minimum && expectedImprovement < minimum;
}
