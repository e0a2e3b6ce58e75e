using System.Globalization;
using Trad.Backtesting.Metrics;

namespace Trad.Training.Trials;

/// <summary>Why there are so few trades where entries were signalled and not made.</summary>
internal static class SkippedEntries
{
    /// <summary>
    /// How many entries of some trials were skipped and why; null when no more were than trades were made, so that skipping is not why
    /// there are few.
    /// </summary>
    /// <param name="trials">The trials.</param>
    public static string? Describe(IReadOnlyList<TrialRecord> trials)
    {
        var figures = trials.Select(trial => trial.Metrics).OfType<BacktestMetrics>().ToList();
        var skipped = figures.Sum(metrics => (long)metrics.SkippedEntries);
        var made = figures.Sum(metrics => (long)metrics.Trades);
        if (skipped <= made)
        {
            return null;
        }

        var reasons = new (Func<BacktestMetrics, int> Count, string Why)[]
        {
            (metrics => metrics.SkippedStopPassed, "as the price had passed the stop (skippedStopPassed): look at the side and the distance of the stop"),
            (metrics => metrics.SkippedTargetPassed, "as the price had passed the target (skippedTargetPassed): look at the side and the distance of the target"),
            (metrics => metrics.SkippedTooSmall, "as their size was too small (skippedTooSmall): look at sizing, filters and account"),
            (metrics => metrics.SkippedNoCash, "as nothing was left to trade with (skippedNoCash): look at what was lost before"),
        };
        var told = reasons.Select(reason => (Count: figures.Sum(metrics => (long)reason.Count(metrics)), reason.Why))
            .Where(reason => reason.Count > 0)
            .OrderByDescending(reason => reason.Count)
            .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Count} {reason.Why}"));
        return string.Create(
            CultureInfo.InvariantCulture, $"{skipped} entries were skipped and {made} made: {string.Join("; ", told)}.");
    }
}
