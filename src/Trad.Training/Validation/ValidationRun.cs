using Trad.Training.Data;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Robustness;
using Trad.Training.Validation.Splits;
using Trad.Training.Validation.Trials;
using Trad.Training.Validation.Verdicts;
using Trad.Training.Validation.WalkForwards;

namespace Trad.Training.Validation;

/// <summary>The whole validation of a job in one call, in the parts that an orchestration carries out one by one.</summary>
public static class ValidationRun
{
    /// <summary>Validates a job.</summary>
    /// <param name="subject">The search.</param>
    /// <param name="data">These candles, one set per symbol.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="options">Thresholds and sizes.</param>
    /// <param name="cancellationToken">Ends the work between two backtests.</param>
    /// <returns>The evidence; null when no trial completed.</returns>
    public static AssetValidation? Validate(
        ValidationSubject subject, IReadOnlyList<TrainingData> data, IReadOnlyList<TrialRecord> trials, ValidationOptions options, CancellationToken cancellationToken = default)
    {
        var backtester = new PartBacktester(subject.Request, data);
        if (TrialWeigher.Weigh(subject, backtester, trials, options, cancellationToken) is not { } weighing)
        {
            return null;
        }

        var published = trials.First(trial => trial.Trial == weighing.Selection.Trial);
        var plan = Plan(subject, data);
        var windows = new WalkForwardWindow[plan.Anchored.Count + plan.Rolling.Count];
        Parallel.For(0, windows.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            windows[i] = Window(subject, backtester, plan, i, options, cancellationToken));
        var robustness = RobustnessProbe.Run(subject, backtester, published.Parameters, options, cancellationToken);
        return Judge(subject, backtester, published, trials.Count, weighing, plan, windows, robustness, options, cancellationToken);
    }

    /// <summary>Where the windows of a job lie.</summary>
    public static WalkForwardPlan Plan(ValidationSubject subject, IReadOnlyList<TrainingData> data) => WalkForwardPlan.Of(subject.Split.InSample, data[0].Snapshot.Interval);

    /// <summary>Carries out one window of a plan: first the anchored ones, then the rolling ones.</summary>
    public static WalkForwardWindow Window(
        ValidationSubject subject, PartBacktester backtester, WalkForwardPlan plan, int window, ValidationOptions options, CancellationToken cancellationToken)
    {
        var split = window < plan.Anchored.Count ? plan.Anchored[window] : plan.Rolling[window - plan.Anchored.Count];
        return WalkForwardWindows.Run(subject, backtester, split, window, options, cancellationToken);
    }

    /// <summary>Makes the verdict of the parts.</summary>
    public static AssetValidation Judge(
        ValidationSubject subject,
        PartBacktester backtester,
        TrialRecord published,
        int trials,
        TrialWeighing weighing,
        WalkForwardPlan plan,
        IReadOnlyList<WalkForwardWindow> windows,
        RobustnessEvidence? robustness,
        ValidationOptions options,
        CancellationToken cancellationToken)
    {
        var anchored = windows.Take(plan.Anchored.Count).ToList();
        var rolling = windows.Skip(plan.Anchored.Count).ToList();
        var walked = anchored.Count == 0 ? null : WalkForwardWindows.Stitch(backtester, anchored, cancellationToken);
        var inSample = backtester.Run(published.Parameters, subject.Split.InSample, null, cancellationToken);
        var holdOut = subject.Split.HoldOut is { } part ? backtester.Run(published.Parameters, part, null, cancellationToken) : null;
        var validation = new AssetValidation
        {
            Selection = weighing.Selection,
            Overfitting = weighing.Overfitting,
            CrossValidation = weighing.CrossValidation,
            Robustness = robustness,
            WalkForward = walked is null ? null : new WalkForwardEvidence(
                WalkForwardWindows.Join(WalkForwardMode.Anchored, anchored, walked),
                WalkForwardWindows.Join(WalkForwardMode.Rolling, rolling, WalkForwardWindows.Stitch(backtester, rolling, cancellationToken)),
                options.WindowTrials(subject.Request.Trials!.Value),
                plan.Embargo.TotalDays),
            Unseen = UnseenDays.Of(subject, walked, holdOut, options.Bootstraps),
        };
        IReadOnlyList<Finding> untold = plan.WhyNone is null ? weighing.Untold : [Finding.Untold("walk-forward", plan.WhyNone), .. weighing.Untold];
        return validation with { Judgement = VerdictRules.Judge(new VerdictFacts(trials, inSample?.Figures, validation, untold), options) };
    }
}
