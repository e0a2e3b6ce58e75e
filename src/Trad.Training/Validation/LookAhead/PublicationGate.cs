using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Validation.LookAhead;

/// <summary>
/// Checks a trial before it becomes an asset: a strategy that looks ahead, or whose warm-up is too short, with these very parameters must
/// not be published. The check before the first trial looks at parameters from all over the space and cannot know them.
/// </summary>
public static class PublicationGate
{
    /// <summary>Why the trial must not be published, for people; null when nothing is wrong, or it never signals.</summary>
    /// <param name="request">The conditions of its job.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="candles">The job's candles, of any of its symbols: where a strategy looks does not depend on what it finds.</param>
    /// <param name="cancellationToken">Ends the work between two stretches of candles.</param>
    public static string? FindRefusal(
        TrainingRequest request, TrialRecord trial, TrainingData candles, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(candles);
        var strategy = TrialBacktest.StrategyOf(request);
        var report = StrategyCheck.RunPublished(
            strategy, TrialBacktest.Parameters(strategy, trial.Parameters), candles.InSample.Candles, cancellationToken);
        return report.Defect is { } defect ? $"Trial {trial.Trial + 1} must not be published: {defect}" : null;
    }
}
