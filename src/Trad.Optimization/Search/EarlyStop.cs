using Trad.Optimization.Pareto;

namespace Trad.Optimization.Search;

/// <summary>The rules that end a search before its budget is spent; all off unless configured.</summary>
internal static class EarlyStop
{
    /// <summary>
    /// Whether the last improvement is older than the patience: a better objective, or with several objectives a trial
    /// that no earlier one dominates or equals.
    /// </summary>
    public static bool Patience(TrialLedger ledger)
    {
        if (ledger.Options.Patience is not { } patience)
        {
            return false;
        }

        if (ledger.Options.ObjectiveCount > 1)
        {
            return PatienceOfFront(ledger, patience);
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

    private static bool PatienceOfFront(TrialLedger ledger, int patience)
    {
        var front = new List<IReadOnlyList<double>>();
        var sinceLast = 0;
        foreach (var trial in ledger.Told)
        {
            sinceLast++;
            if (trial is { State: TrialState.Completed, Objectives: { } objectives }
                && !front.Exists(known => known.SequenceEqual(objectives) || ParetoFront.Dominates(known, objectives)))
            {
                front.RemoveAll(known => ParetoFront.Dominates(objectives, known));
                front.Add(objectives);
                sinceLast = 0;
            }
        }

        return front.Count > 0 && sinceLast >= patience;
    }

    /// <summary>Whether an expected improvement is below the threshold.</summary>
    public static bool Improvement(OptimizerOptions options, double? expectedImprovement) =>
        options.MinimumExpectedImprovement is { } minimum && expectedImprovement < minimum;
}
