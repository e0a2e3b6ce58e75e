using Trad.Training.Jobs;
using Trad.Training.Validation;
using Trad.Training.Validation.Trials;

namespace Trad.Functions.Training;

/// <summary>Where the steps of a validation stand within it, and how long each is expected to take.</summary>
internal static class ValidationSteps
{
    /// <summary>The part of the phase at whose end the trials are weighed.</summary>
    public const double Weighed = 0.25;

    /// <summary>The part of the phase at whose end the windows are walked through.</summary>
    public const double Walked = 0.85;

    private const double ShortestMs = 30;
    private const double ReadMs = 50;

    /// <summary>The search of a job.</summary>
    public static ValidationSubject SubjectOf(TrainingJob job) => new(job.Request, job.Seed, job.Split!);

    /// <summary>Weighing the trials.</summary>
    public static StepScope Weighing(TrainingRun run, TrainingJob job, ValidationOptions options)
    {
        var trials = Math.Min(run.Completed, TrialMatrix.MostTrials(options.MostMatrixTrials, job.Split!.InSample));
        var backtests = run.Plan!.TrialMs * ValidationCost.CurveFactor * trials / run.Plan.Parallelism;
        return CreateScope(run, job, backtests + ValidationCost.StatisticsMs(trials), 0, Weighed);
    }

    /// <summary>Walking through windows.</summary>
    public static StepScope Walking(WindowChunk chunk, TrainingJob job, ValidationOptions options) =>
        Searching(chunk.Run, job, options, chunk.Windows, chunk.Of);

    /// <summary>Repeating the search with other seeds.</summary>
    public static StepScope Repeating(RepetitionChunk chunk, TrainingJob job, ValidationOptions options) =>
        Searching(chunk.Run, job, options, chunk.Numbers, chunk.Of);

    /// <summary>Trying the published trial on other symbols.</summary>
    public static StepScope Trying(SymbolChunk chunk, TrainingJob job) =>
        CreateScope(
            chunk.Run, job, ((chunk.Run.Plan!.TrialMs * ValidationCost.CurveFactor) + ReadMs) * chunk.Symbols.Count, Weighed,
            Walked - Weighed);

    /// <summary>Changing the published trial.</summary>
    public static StepScope Probing(TrainingRun run, TrainingJob job) =>
        CreateScope(run, job, run.Plan!.TrialMs * ValidationCost.CurveFactor * ValidationCost.ProbeBacktests, Weighed, Walked - Weighed);

    // Some searches of all, by their numbers, each as large as that of a window.
    private static StepScope Searching(
        TrainingRun run, TrainingJob job, ValidationOptions options, IReadOnlyList<int> numbers, int all)
    {
        var trials = options.WindowTrials(job.Request.Trials!.Value) * numbers.Count;
        var from = Weighed + ((Walked - Weighed) * numbers[0] / all);
        return CreateScope(
            run, job, run.Plan!.TrialMs * ValidationCost.CurveFactor * trials, from, (Walked - Weighed) * numbers.Count / all);
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
