using System.Globalization;
using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Training.Requests;

namespace Trad.Training.Trials;

/// <summary>What the trials of a job together say that no single one says.</summary>
public static class TrialVerdicts
{
    private const int MostReasons = 3;
    private const string FewerOrLonger = "Ask for fewer trades (minimumTrades) or a longer range.";

    /// <summary>
    /// Why no trial was feasible, one sentence per cause, the commonest first; empty when one was, or when there are no trials.
    /// </summary>
    public static IReadOnlyList<string> WhyNoneIsFeasible(TrainingRequest request, IReadOnlyList<TrialRecord> trials)
    {
        if (trials.Count == 0 || trials.Any(trial => trial.State is TrialState.Completed or TrialState.Pruned))
        {
            return [];
        }

        var few = trials.Where(trial => FewestTrades(trial) < request.MinimumTrades).ToList();
        var constrained = trials.Except(few).Where(trial => TrialConstraints.AreBroken(request, trial)).ToList();
        var others = trials.Except(few).Except(constrained).GroupBy(trial => trial.Reason ?? "unknown", StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.First().Trial)
            .Select(group => Sentence($"{group.Count()} of {trials.Count} trials: {group.Key}."))
            .ToList();
        others.InsertRange(0, TrialConstraints.WhyBroken(request, constrained, trials.Count));
        if (few.Count > 0)
        {
            var where = request.AllSymbols.Count > 1 ? " on some symbol" : "";
            others.Insert(0, Sentence(
                $"{few.Count} of {trials.Count} trials have fewer than {request.MinimumTrades} trades{where}; the most was {few.Max(FewestTrades)}. {SkippedEntries.Describe(few) ?? FewerOrLonger}"));
        }

        return [.. others.Take(MostReasons)];
    }

    /// <summary>
    /// That the best trial's objective is not defined because nothing was lost, and what its score means; null when it is defined.
    /// </summary>
    public static string? WhyBestIsLossless(TrainingRequest request, BestTrial? best)
    {
        if (best is null
            || Objectives.FromRequest(request).FirstOrDefault(metric => BacktestsOf(best).Any(metric.IsLossless)) is not { } metric)
        {
            return null;
        }

        // A symbol that lost nothing says nothing of the others; the rule is applied to each, and then they are combined.
        var symbols = best.Symbols?.Where(symbol => metric.IsLossless(symbol.Value)).Select(symbol => symbol.Key).ToList() ?? [];
        var (where, there) = symbols.Count == (best.Symbols?.Count ?? 0) ? ("", "") : ($" on {string.Join(", ", symbols)}", " there");
        return Sentence(
            $"Trial {best.Trial} lost nothing{where}, so its {Lower(metric.Title)} is not defined{there}. {metric.Lossless!.Description}");
    }

    private static IEnumerable<BacktestMetrics> BacktestsOf(BestTrial best) => best.Symbols?.Values ?? [best.Metrics];

    // With several symbols one that hardly trades makes the whole trial infeasible.
    private static int? FewestTrades(TrialRecord trial) => trial.State != TrialState.Infeasible ? null
        : trial.Symbols is { Count: > 0 } symbols ? symbols.Values.Min(metrics => metrics.Trades)
        : trial.Metrics?.Trades;

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];

    private static string Sentence(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
