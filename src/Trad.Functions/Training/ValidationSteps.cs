using System.Globalization;
using Trad.Candles;
using Trad.Optimization;
using Trad.Training.Jobs;
using Trad.Training.Validation;
using Trad.Training.Validation.Splits;
using Trad.Training.Validation.Trials;

namespace Trad.Functions.Training;

/// <summary>
/// Where the steps of a validation stand within it, and how long each is expected to take: first the trials are weighed, then windows are
/// walked through, searches repeated, other symbols tried and the result probed side by side, then the verdict is made. How large the
/// parts are follows from what they cost, by the time of a trial.
/// </summary>
internal static class ValidationSteps
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private const double ShortestMs = 30;
    private const double ReadMs = 50;

    // What an optimiser with a model takes for a suggestion, and one without.
    private const double SuggestionMs = 1.5;
    private const double DrawMs = 0.05;

    // The published trial in sample and held out, the test parts of both walk-forwards, and the resamples of unseen days.
    private const double VerdictBacktests = 4;
    private const double VerdictMs = 40;

    /// <summary>The search of a job.</summary>
    public static ValidationSubject SubjectOf(TrainingJob job) => new(job.Request, job.Seed, job.Split!);

    /// <summary>Weighing the trials.</summary>
    public static StepScope Weighing(TrainingRun run, TrainingJob job, ValidationOptions options) =>
        CreateScope(run, job, WeighingMs(run, job, options), 0, StagesOf(run, job, options).Weighed);

    /// <summary>Walking through windows.</summary>
    public static StepScope Walking(WindowChunk chunk, TrainingJob job, ValidationOptions options)
    {
        var plan = PlanOf(job);
        var windows = chunk.IsRolling == true ? plan.Rolling : plan.Anchored;
        return Gathering(
            chunk.Run, job, options, string.Create(Invariant, $"{(chunk.IsRolling == true ? "rolling" : "anchored")} {chunk.Windows[0]}"),
            chunk.Windows.Sum(window => SearchMs(chunk.Run, job, options, ShareOf(windows[window], job))), chunk.GatheringMs);
    }

    /// <summary>Repeating the search with other seeds.</summary>
    public static StepScope Repeating(RepetitionChunk chunk, TrainingJob job, ValidationOptions options) =>
        Gathering(
            chunk.Run, job, options, string.Create(Invariant, $"seed {chunk.Numbers[0]}"),
            SearchMs(chunk.Run, job, options, 1) * chunk.Numbers.Count, chunk.GatheringMs);

    /// <summary>Trying the published trial on other symbols.</summary>
    public static StepScope Trying(SymbolChunk chunk, TrainingJob job, ValidationOptions options) =>
        Gathering(
            chunk.Run, job, options, $"symbol {chunk.Symbols[0].Symbol}", SymbolMs(chunk.Run) * chunk.Symbols.Count, chunk.GatheringMs);

    /// <summary>Changing the published trial.</summary>
    public static StepScope Probing(ProbedResult probed, TrainingJob job, ValidationOptions options) =>
        Gathering(probed.Run, job, options, "probe", ProbeMs(probed.Run), probed.GatheringMs);

    /// <summary>Making the verdict, behind everything else or, of a job that was cut short, alone.</summary>
    public static (double From, double Span) Judging(TrainingRun run, TrainingJob job, ValidationOptions options, bool isAlone)
    {
        var judged = isAlone ? 0 : StagesOf(run, job, options).Gathered;
        return (judged, 1 - judged);
    }

    /// <summary>How long everything that is done side by side is expected to take, one behind the other, milliseconds.</summary>
    /// <param name="run">The run.</param>
    /// <param name="job">Its job.</param>
    /// <param name="options">The size of the searches.</param>
    /// <param name="otherSymbols">How many other symbols there are.</param>
    public static double GatheringMs(TrainingRun run, TrainingJob job, ValidationOptions options, int otherSymbols)
    {
        var plan = PlanOf(job);
        var windows = plan.Anchored.Concat(plan.Rolling).Sum(window => SearchMs(run, job, options, ShareOf(window, job)));
        var searches = SearchMs(run, job, options, 1) * job.Request.ValidationOrDefault.SeedsOrDefault;
        return windows + searches + ProbeMs(run) + (SymbolMs(run) * otherSymbols);
    }

    // The parts of the phase at whose ends the trials are weighed and everything is gathered. Other symbols, of which there may be none,
    // do not count here, so that every step comes to the same.
    private static (double Weighed, double Gathered) StagesOf(TrainingRun run, TrainingJob job, ValidationOptions options)
    {
        var (weighing, gathering) =
            (WeighingMs(run, job, options), GatheringMs(run, job, options, otherSymbols: 0) / run.Plan!.Parallelism);
        var all = weighing + gathering + VerdictMs + (VerdictBacktests * BacktestMs(run));
        return (weighing / all, (weighing + gathering) / all);
    }

    private static double WeighingMs(TrainingRun run, TrainingJob job, ValidationOptions options)
    {
        var trials = Math.Min(run.Completed, TrialMatrix.MostTrials(options.MostMatrixTrials, job.Split!.InSample));
        return (BacktestMs(run) * trials / run.Plan!.Parallelism) + ValidationCost.StatisticsMs(trials);
    }

    // The search of a window or of another seed, by the share of what is in sample that it sees.
    private static double SearchMs(TrainingRun run, TrainingJob job, ValidationOptions options, double share)
    {
        var suggestion = RoundSizes.AreGrowing(job.Request.Optimizer!) ? SuggestionMs : DrawMs;
        return options.WindowTrials(job.Request.Trials!.Value) * ((BacktestMs(run) * share) + suggestion);
    }

    private static double ProbeMs(TrainingRun run) => BacktestMs(run) * ValidationCost.ProbeBacktests;

    private static double SymbolMs(TrainingRun run) => BacktestMs(run) + ReadMs;

    private static double BacktestMs(TrainingRun run) => run.Plan!.TrialMs * ValidationCost.CurveFactor;

    private static double ShareOf(TrainTestSplit window, TrainingJob job)
    {
        var whole = job.Split!.InSample;
        return (window.Train.To - window.Train.From) / (whole.To - whole.From);
    }

    private static WalkForwardPlan PlanOf(TrainingJob job) =>
        ValidationRun.Plan(SubjectOf(job), Interval.Parse(job.Request.Interval!));

    // One of the pieces that are done side by side. Messages of before there were pieces do not say how many there are.
    private static StepScope Gathering(
        TrainingRun run, TrainingJob job, ValidationOptions options, string piece, double expectedMs, double gatheringMs)
    {
        var (weighed, gathered) = StagesOf(run, job, options);
        var share = gatheringMs > 0 ? Math.Min(1, expectedMs / gatheringMs) : 0;
        return CreateScope(run, job, expectedMs, weighed, (gathered - weighed) * share) with { Piece = piece };
    }

    private static StepScope CreateScope(TrainingRun run, TrainingJob job, double expectedMs, double from, double span) => new(
        job.Id,
        run.Attempt,
        run.Plan!.CreatedAt,
        run.Phases!,
        TimeSpan.FromMilliseconds(Math.Max(ShortestMs, expectedMs)),
        run.Round,
        run.Completed,
        run.Plan.Trials,
        run.BestScore,
        Floor: job.Progress)
    {
        From = from,
        Span = span,
    };
}
