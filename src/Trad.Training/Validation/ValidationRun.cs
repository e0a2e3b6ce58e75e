using Trad.Candles;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;
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
    /// <param name="others">Candles of other symbols, as <see cref="OtherMarkets"/> finds them; null for none.</param>
    /// <param name="cancellationToken">Ends the work between two backtests.</param>
    /// <returns>The evidence; null when no trial completed.</returns>
    public static AssetValidation? Validate(
        ValidationSubject subject, IReadOnlyList<TrainingData> data, IReadOnlyList<TrialRecord> trials, ValidationOptions options,
        IReadOnlyList<TrainingData>? others = null, CancellationToken cancellationToken = default)
    {
        var backtester = new PartBacktester(subject.Request, data);
        if (TrialWeigher.Weigh(subject, backtester, trials, options, cancellationToken) is not { } weighing)
        {
            return null;
        }

        var plan = Plan(subject, data);
        var windows = new WalkForwardWindow[plan.Windows];
        Parallel.For(0, windows.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            windows[i] = Window(subject, backtester, plan, i, options, cancellationToken));
        var published = trials.First(trial => trial.Trial == weighing.Selection.Trial);
        var searches = new RepeatedSearch[subject.Request.ValidationOrDefault.SeedsOrDefault];
        Parallel.For(0, searches.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            searches[i] = SearchRepetition.Run(subject, backtester, published.Parameters, i, options, cancellationToken));
        var robustness = RobustnessProbe.Run(subject, backtester, published.Parameters, options, cancellationToken) with
        {
            Searches = searches,
            OtherSymbols = [.. (others ?? []).Select(each => SymbolProbe.Run(subject, each, published.Parameters, cancellationToken))],
        };
        return Judge(
            subject, backtester, published.Parameters, trials.Count, new GatheredEvidence(weighing, windows, robustness), plan, options,
            cancellationToken);
    }

    /// <summary>Where the windows of a job lie.</summary>
    public static WalkForwardPlan Plan(ValidationSubject subject, IReadOnlyList<TrainingData> data) =>
        Plan(subject, data[0].Snapshot.Interval);

    /// <summary>The same by the interval of the candles.</summary>
    public static WalkForwardPlan Plan(ValidationSubject subject, Interval interval) =>
        subject.Request.ValidationOrDefault.IsHoldOutAlone
        ? WalkForwardPlan.None("The request asks for the hold-out alone.")
        : WalkForwardPlan.Create(subject.Split.InSample, interval);

    /// <summary>Carries out one window of a plan: first the anchored ones, then the rolling ones.</summary>
    public static WalkForwardWindow Window(
        ValidationSubject subject, PartBacktester backtester, WalkForwardPlan plan, int window, ValidationOptions options,
        CancellationToken cancellationToken)
    {
        var split = window < plan.Anchored.Count ? plan.Anchored[window] : plan.Rolling[window - plan.Anchored.Count];
        return WalkForwardWindows.Run(subject, backtester, split, window, options, cancellationToken);
    }

    /// <summary>Makes the verdict of the parts. Windows that were not carried out make no walk-forward, and a finding says why.</summary>
    /// <param name="subject">The search.</param>
    /// <param name="backtester">Backtests on its candles.</param>
    /// <param name="parameters">The parameters of the published trial.</param>
    /// <param name="trials">How many trials it was chosen among.</param>
    /// <param name="gathered">The parts.</param>
    /// <param name="plan">Where the windows lie.</param>
    /// <param name="options">The thresholds.</param>
    /// <param name="cancellationToken">Ends the work between two backtests.</param>
    public static AssetValidation Judge(
        ValidationSubject subject,
        PartBacktester backtester,
        ParameterSet parameters,
        int trials,
        GatheredEvidence gathered,
        WalkForwardPlan plan,
        ValidationOptions options,
        CancellationToken cancellationToken)
    {
        var isWalked = plan.Windows > 0 && gathered.Windows.Count == plan.Windows;
        var anchored = isWalked ? gathered.Windows.Take(plan.Anchored.Count).ToList() : [];
        var rolling = isWalked ? gathered.Windows.Skip(plan.Anchored.Count).ToList() : [];
        var walked = isWalked ? WalkForwardWindows.Stitch(backtester, anchored, cancellationToken) : null;
        var inSample = backtester.Run(parameters, subject.Split.InSample, null, cancellationToken);
        var holdOut = subject.Split.HoldOut is { } part ? backtester.Run(parameters, part, null, cancellationToken) : null;
        var validation = new AssetValidation
        {
            Selection = gathered.Weighing.Selection,
            Overfitting = gathered.Weighing.Overfitting,
            CrossValidation = gathered.Weighing.CrossValidation,
            Robustness = gathered.Robustness is { } robustness
                ? Told(robustness, subject, inSample?.Figures, gathered.WhyIncomplete, options)
                : null,
            WalkForward = walked is null ? null : new WalkForwardEvidence(
                WalkForwardWindows.Join(WalkForwardMode.Anchored, anchored, walked),
                WalkForwardWindows.Join(
                    WalkForwardMode.Rolling, rolling, WalkForwardWindows.Stitch(backtester, rolling, cancellationToken)),
                options.WindowTrials(subject.Request.Trials!.Value),
                plan.Embargo.TotalDays),
            Unseen = UnseenDays.Collect(subject, walked, holdOut, options.Bootstraps),
        };
        var why = plan.WhyNone ?? (isWalked ? null : gathered.WhyIncomplete ?? "It was not walked through.");
        var untold = new List<Finding>();
        if (why is not null)
        {
            untold.Add(Finding.Untold("walk-forward", why));
        }

        if (gathered.Robustness is null)
        {
            untold.Add(Finding.Untold("robustness", plan.WhyNone ?? gathered.WhyIncomplete ?? "It was not put to the test."));
        }

        untold.AddRange(gathered.Weighing.Untold);
        return validation with { Judgement = VerdictRules.Judge(new VerdictFacts(trials, inSample?.Figures, validation, untold), options) };
    }

    // What was carried out apart becomes a check like the others.
    private static RobustnessEvidence Told(
        RobustnessEvidence robustness, ValidationSubject subject, PartFigures? published, string? whyIncomplete,
        ValidationOptions options) =>
        robustness with
        {
            Checks =
            [
                .. robustness.Checks,
                whyIncomplete is not null && robustness.Searches.Count == 0
                    ? Finding.Untold(SearchAgreement.Check, whyIncomplete)
                    : SearchAgreement.Evaluate(robustness.Searches, published, options),
                whyIncomplete is not null && robustness.OtherSymbols.Count == 0
                    ? Finding.Untold(SymbolChecks.Check, whyIncomplete)
                    : SymbolChecks.Evaluate(robustness.OtherSymbols, subject.Request, options),
            ],
        };
}
