using Trad.Optimization;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Selection;
using Trad.Training.Validation.Splits;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Validation.Trials;

/// <summary>Chooses the trial that is published and asks how much of its result the search alone explains.</summary>
public static class TrialWeigher
{
    private const int SeedKey = 0x0E16;
    private const double Confidence = 0.9;

    /// <summary>Weighs the trials of a job; null when none completed.</summary>
    /// <param name="subject">The search.</param>
    /// <param name="backtester">Backtests on its candles.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="options">How much is looked at.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    /// <param name="wanted">The number of the trial that somebody chose by hand; null to choose by the request's rule.</param>
    public static TrialWeighing? Weigh(
        ValidationSubject subject, PartBacktester backtester, IReadOnlyList<TrialRecord> trials, ValidationOptions options,
        CancellationToken cancellationToken, int? wanted = null)
    {
        if (BestTrialSelection.Choose(trials) is not { } highest)
        {
            return null;
        }

        var completed = trials.Where(trial => trial.State == TrialState.Completed);
        var finalists = TrialSelection.FinalistsOf(completed).Select(trial => trial.Trial).Append(highest.Trial).ToHashSet();
        var matrix = TrialMatrix.Create(subject, backtester, trials, finalists, options.MostMatrixTrials, cancellationToken);
        var selection = TrialSelection.Choose(subject.Request, trials, options.EnoughTrades, trial => matrix[trial.Trial])!;
        if (wanted is { } number && number != selection.Trial)
        {
            selection = selection with
            {
                Trial = number,
                Why = $"It was chosen by hand; the search would publish trial {selection.Trial}.",
            };
        }

        cancellationToken.ThrowIfCancellationRequested();
        var chosen = trials.First(trial => trial.Trial == selection.Trial).Parameters;
        if (matrix.Trials.Count == 0 || backtester.Run(chosen, subject.Split.InSample, null, cancellationToken) is not { } published)
        {
            return new TrialWeighing(selection, null, null, [Finding.Untold("overfitting", "No candle of the range could be traded on.")]);
        }

        var untold = new List<Finding>();
        var overfitting = Weigh(subject, matrix, published, trials.Count, options, untold, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var (crossValidation, whyNone) = CombinatorialCrossValidation.Run(matrix.Returns, LongestHolding(published));
        if (whyNone is not null)
        {
            untold.Add(Finding.Untold("cross-validation", whyNone));
        }

        return new TrialWeighing(selection, overfitting, crossValidation, untold);
    }

    private static OverfittingEvidence Weigh(
        ValidationSubject subject, TrialMatrix matrix, PartResult published, int trialsOfJob, ValidationOptions options,
        List<Finding> untold, CancellationToken cancellationToken)
    {
        var seed = (ulong)Seeds.Derive(subject.Seed, SeedKey);
        var days = published.Returns.Values;
        var annual = Math.Sqrt(DailyReturns.DaysPerYear);
        T? Told<T>(string check, Measured<T> measured)
            where T : struct
        {
            if (measured.WhyUndefined is { } why)
            {
                untold.Add(Finding.Untold(check, $"It is not defined, since {why}."));
            }

            return measured.Value;
        }

        var estimate = Told("sharpe", SharpeEstimation.Estimate(days));
        var effective = Told("effective-trials", EffectiveTrials.EstimateFromSample(matrix.Returns, matrix.Ran, seed, options.Bootstraps));
        var dispersion = DeflatedSharpe.DeviationAcross(matrix.Returns).Value;
        var deviation = days.Length < 2 ? 0 : DeflatedSharpe.LuckDeviation(days.Length);
        cancellationToken.ThrowIfCancellationRequested();
        var againstNothing = BootstrapMeans.Resample(matrix.Returns, seed, options.Bootstraps);
        cancellationToken.ThrowIfCancellationRequested();
        var againstHolding = BootstrapMeans.Resample(matrix.Returns.Beyond(matrix.Market), seed, options.Bootstraps);
        cancellationToken.ThrowIfCancellationRequested();
        var halved = Told("probability-of-overfitting", BacktestOverfitting.Compute(matrix.Returns));
        cancellationToken.ThrowIfCancellationRequested();
        var intervals = Told("intervals", BootstrapIntervals.Compute(days, seed, options.Bootstraps, Confidence));
        return new OverfittingEvidence
        {
            Trials = matrix.Trials.Count,
            TrialsOfJob = trialsOfJob,
            TrialsBacktested = matrix.Ran,
            Days = days.Length,
            Sharpe = estimate?.Ratio * annual,
            ProbabilisticSharpe = estimate?.ProbabilityAbove(0),
            EffectiveTrials = effective,
            ExpectedMaximumSharpe = effective is { } trials ? DeflatedSharpe.ExpectedByLuck(trials, deviation) * annual : null,
            SharpeDeviation = dispersion * annual,
            DeflatedSharpeByDeviation = estimate is { } of && effective is { } among && dispersion is { } spread
                ? DeflatedSharpe.Compute(of, among, spread).Value
                : null,
            DeflatedSharpe = estimate is { } ratio && effective is { } count
                ? Told("deflated-sharpe", DeflatedSharpe.Compute(ratio, count, deviation))
                : null,
            MinimumTrackRecordDays = estimate is { } measured ? Told("minimum-track-record", MinimumTrackRecord.Compute(measured)) : null,
            RealityCheckAgainstNothing = Told("reality-check", RealityCheck.Compute(againstNothing)),
            RealityCheckAgainstHolding = Told("reality-check-holding", RealityCheck.Compute(againstHolding)),
            SuperiorAbilityAgainstNothing = Told("superior-ability", SuperiorPredictiveAbility.Compute(againstNothing))?.PValue,
            SuperiorAbilityAgainstHolding = Told("superior-ability-holding", SuperiorPredictiveAbility.Compute(againstHolding))?.PValue,
            ProbabilityOfOverfitting = halved?.Probability,
            ProbabilityOfLoss = halved?.ProbabilityOfLoss,
            DegradationSlope = halved?.Degradation?.Slope,
            ReturnBounds = intervals?.TotalReturn,
            SharpeBounds = intervals is { Sharpe: var sharpe } ? new Bounds(sharpe.Low * annual, sharpe.High * annual) : null,
            DrawdownBounds = intervals?.MaximumDrawdown,
            RandomEntries = Told(
                "random-entries", RandomEntries.Simulate(TradedMarkets.FromResult(published), seed, options.Bootstraps))?.PValue,
        };
    }

    private static int LongestHolding(PartResult result)
    {
        var longest = 0.0;
        foreach (var account in result.Accounts)
        {
            foreach (var trade in account.Result.Trades)
            {
                longest = Math.Max(longest, trade.HeldCandles / account.Candles.Interval.CandlesPerDay);
            }
        }

        return (int)Math.Ceiling(longest);
    }
}
