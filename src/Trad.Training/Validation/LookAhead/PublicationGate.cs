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
    /// <param name="data">The job's candles; of several symbols those of the first on which it signals.</param>
    /// <param name="cancellationToken">Ends the work between two stretches of candles.</param>
    public static string? FindRefusal(
        TrainingRequest request, TrialRecord trial, IReadOnlyList<TrainingData> data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(data);
        var strategy = RequestedStrategy.Get(request);
        var parameters = TrialBacktest.Parameters(strategy, trial.Parameters);
        var report = StrategyCheck.OfFirstThatSignals(
            data, candles => StrategyCheck.RunPublished(strategy, parameters, candles, cancellationToken));
        return report.Defect is { } defect ? $"The trial must not be published: {defect}" : null;
    }
}
