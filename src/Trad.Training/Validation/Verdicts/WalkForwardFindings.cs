using System.Globalization;

namespace Trad.Training.Validation.Verdicts;

/// <summary>What walk-forward and cross-validation mean for a trader.</summary>
internal static class WalkForwardFindings
{
    /// <summary>The findings of a walk-forward.</summary>
    public static IEnumerable<Finding> Evaluate(WalkForwardEvidence? walkForward, ValidationOptions options)
    {
        if (walkForward?.Anchored is { } anchored)
        {
            yield return Efficiency("walk-forward", "learnt from all that came before", anchored, options, decides: true);
        }

        if (walkForward?.Rolling is { } rolling)
        {
            yield return Efficiency("walk-forward-rolling", "learnt from a moving stretch", rolling, options, decides: false);
        }
    }

    /// <summary>The finding of a cross-validation.</summary>
    public static IEnumerable<Finding> Evaluate(CrossValidationEvidence? evidence, ValidationOptions options)
    {
        if (evidence is { MedianSharpe: { } median, LosingPaths: { } losing })
        {
            yield return Finding.Measured(
                "cross-validation",
                !(median > 0) || losing > options.LosingPaths ? FindingOutcome.Noted
                    : evidence.PathSharpes.Count < options.FewestPaths ? FindingOutcome.NotEnough
                    : FindingOutcome.Passed,
                $"Chosen on some parts of the range and measured on others, over {evidence.PathSharpes.Count} {(evidence.PathSharpes.Count == 1 ? "path" : "paths")}, the median Sharpe ratio is {median:0.0} and {losing:0%} of the paths lose.",
                median,
                0);
        }
    }

    private static Finding Efficiency(string check, string how, WalkForwardResult result, ValidationOptions options, bool decides)
    {
        var windows = result.Windows.Count;
        var earning = result.Windows.Count(window => window.OutOfSample is { TotalReturn: > 0 });
        var lost = decides ? FindingOutcome.Failed : FindingOutcome.Noted;
        if (result.Efficiency is not { } efficiency)
        {
            return Finding.Untold(check, string.Create(
                CultureInfo.InvariantCulture,
                $"Searched anew in {windows} windows, {how}, nothing was earned even where each search looked; {earning} earned behind it."));
        }

        // What earns behind too few of the windows that traded rests on a few good stretches.
        var traded = result.Windows.Count(window => window.OutOfSample is { Trades: > 0 });
        var trades = result.Windows.Sum(window => window.OutOfSample?.Trades ?? 0);
        var isKept = efficiency >= options.Efficiency && earning >= options.EarningWindows * traded;
        var found = Finding.Measured(
            check,
            isKept ? FindingOutcome.Passed : lost,
            $"Searched anew in {windows} windows, {how}, it earned in {earning} of the parts behind them and kept {efficiency:0%} of what it earned a year where it looked.",
            efficiency,
            options.Efficiency);
        return isKept && (traded < options.FewestWindows || trades < options.FewestTrades)
            ? EvidenceMinimum.NotEnough(
                found, $"{TradeCount.Describe(trades)} in {traded} {(traded == 1 ? "window" : "windows")}")
            : found;
    }
}
