using Trad.Training.Data;
using Trad.Training.Trials;
using Trad.Training.Validation;
using Trad.Training.Validation.Backtests;

namespace Trad.Training.Assets;

/// <summary>A trial that is to be published: what it did in sample and on the hold-out, and the verdict on it.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Evidence">What its parameters did.</param>
/// <param name="Validation">The evidence for and against it.</param>
public sealed record MeasuredTrial(BestTrial Trial, AssetEvidence Evidence, AssetValidation Validation)
{
    /// <summary>Measures a completed trial on the hold-out and judges it.</summary>
    /// <param name="subject">The search that it is of.</param>
    /// <param name="backtester">Backtests parts of the candles.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="tried">How many trials the search made.</param>
    /// <param name="gathered">What was found out about it before.</param>
    /// <param name="candles">The candles, one set per symbol.</param>
    /// <param name="options">The limits of the verdict.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static MeasuredTrial Measure(
        ValidationSubject subject, PartBacktester backtester, TrialRecord trial, int tried, GatheredEvidence gathered,
        TrainingData[] candles, ValidationOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(trial);
        var validation = ValidationRun.Judge(
            subject, backtester, trial.Parameters, tried, gathered, ValidationRun.Plan(subject, candles), options, cancellationToken);
        var evidence = EvidenceBuilder.Build(subject.Request, trial.Parameters, candles, cancellationToken);
        return new MeasuredTrial(trial.ToBest(), evidence, validation);
    }
}
