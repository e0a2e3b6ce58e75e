using Trad.Candles;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Validation.Splits;
using Trad.Training.Validation.Trials;

namespace Trad.Training.Validation;

/// <summary>How much work a validation is, told before there is a trial.</summary>
public static class ValidationCost
{
    /// <summary>What a backtest with its equity day by day costs beside one without, and a search beside its backtests.</summary>
    public const double CurveFactor = 2;

    /// <summary>How many backtests the probe of a usual strategy makes.</summary>
    public const double ProbeBacktests = 20;

    private const double StatisticsOfAnyMs = 100;
    private const double StatisticsOfTrialMs = 0.6;

    /// <summary>What the statistics of a validation cost beside its backtests, milliseconds.</summary>
    /// <param name="trials">How many trials they are of.</param>
    public static double StatisticsMs(int trials) => StatisticsOfAnyMs + (StatisticsOfTrialMs * trials);

    /// <summary>The backtests of a validation, in backtests of a trial over what is in sample.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="split">What is in sample.</param>
    /// <param name="options">How much is looked at.</param>
    public static double Backtests(TrainingRequest request, DataSplit split, ValidationOptions options)
    {
        var (trials, validation) = (request.Trials!.Value, request.ValidationOrDefault);
        var search = options.WindowTrials(trials);
        var searches = validation.IsHoldOutAlone ? 0 : WindowsIn(split.InSample, Interval.Parse(request.Interval!));
        var weighed = Math.Min(trials, TrialMatrix.MostTrials(options.MostMatrixTrials, split.InSample));
        return (CurveFactor * (weighed + ProbeBacktests + validation.OtherSymbolsOrDefault))
            + (search * (searches + validation.SeedsOrDefault));
    }

    /// <summary>What a validation is expected to take, milliseconds, beside what orchestrating it costs.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="split">What is in sample.</param>
    /// <param name="options">How much is looked at.</param>
    /// <param name="trialMs">What a backtest of a trial takes, milliseconds.</param>
    /// <param name="parallelism">How many are made at once.</param>
    public static double Milliseconds(
        TrainingRequest request, DataSplit split, ValidationOptions options, double trialMs, int parallelism) =>
        StatisticsMs(request.Trials!.Value) + (Backtests(request, split, options) * trialMs / parallelism);

    // A window's search sees a part of what is in sample.
    private static double WindowsIn(Period inSample, Interval interval)
    {
        var plan = WalkForwardPlan.Create(inSample, interval);
        return plan.Anchored.Concat(plan.Rolling).Sum(window => (window.Train.To - window.Train.From) / (inSample.To - inSample.From));
    }
}
