using Trad.Training.Validation.Backtests;

namespace Trad.Training.Validation.Robustness;

/// <summary>Whether parameters beside the published ones do well too.</summary>
internal static class NeighbourCheck
{
    /// <summary>The Sharpe ratio of the median neighbour as a share of the published one's.</summary>
    public static Finding Evaluate(PartResult published, IReadOnlyList<PartResult> neighbours, double share)
    {
        const string Check = "neighbourhood";
        if (neighbours.Count == 0)
        {
            return Finding.Untold(Check, "No parameter was searched that has values beside the published one.");
        }

        if (published.Figures.Sharpe is not { } own || own <= 0)
        {
            return Finding.Untold(Check, "The published trial did not earn in sample, so its neighbours tell nothing.");
        }

        var sharpes = neighbours.Select(neighbour => neighbour.Figures.Sharpe ?? 0).Order().ToList();
        var median = (sharpes[(sharpes.Count - 1) / 2] + sharpes[sharpes.Count / 2]) / 2;
        var kept = median / own;
        var earning = neighbours.Count(neighbour => neighbour.Figures.TotalReturn > 0);
        return Finding.Measured(
            Check,
            kept >= share ? FindingOutcome.Passed : FindingOutcome.Failed,
            $"Of {neighbours.Count} parameter sets a step beside it {earning} earned; the median Sharpe ratio is {median:0.##} against its {own:0.##}.",
            kept,
            share);
    }

    /// <summary>Whether a parameter lies at an end of what was searched: what is beyond was never looked at.</summary>
    public static Finding Edges(IReadOnlyList<(string Name, bool IsLowEnd)> edges)
    {
        const string Check = "range-edge";
        return edges.Count == 0
            ? new Finding(Check, FindingOutcome.Passed, "No parameter lies at an end of what was searched.", 0)
            : new Finding(
                Check,
                FindingOutcome.Noted,
                $"{string.Join(" and ", edges.Select(edge => $"{edge.Name} lies at the {(edge.IsLowEnd ? "low" : "high")} end"))} of what was searched; better values may lie beyond.",
                edges.Count);
    }
}
