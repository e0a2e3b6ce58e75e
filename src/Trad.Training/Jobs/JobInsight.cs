using Trad.Optimization.Insight;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>What the trials of a job say about its parameters.</summary>
/// <param name="Importance">How much each searched parameter matters, the most important first; empty before there is a model.</param>
/// <param name="Convergence">Score and best so far, trial by trial.</param>
/// <param name="Dependence">The expected score along each searched parameter.</param>
/// <param name="Pairs">The expected score over two parameters, when they were asked for.</param>
public sealed record JobInsight(
    IReadOnlyList<ImportanceEntry> Importance,
    IReadOnlyList<ConvergenceEntry> Convergence,
    IReadOnlyList<DependenceEntry> Dependence,
    PairEntry? Pairs)
{
    private const int LinePoints = 21;
    private const int GridPoints = 15;

    /// <summary>Analyses trials; it takes milliseconds for tens of trials, tenths of a second for hundreds.</summary>
    /// <param name="job">The job.</param>
    /// <param name="trials">Its trials so far.</param>
    /// <param name="pair">Two searched parameters to look at together; null for none.</param>
    public static JobInsight Of(TrainingJob job, IReadOnlyList<TrialRecord> trials, (string First, string Second)? pair)
    {
        var analysis = new TrialAnalysis(TrialProposer.SpaceOf(job.Request), [.. trials.Select(trial => trial.ToResult())]);
        var importance = analysis.Importance();
        return new JobInsight(
            [.. importance.Select(entry => new ImportanceEntry(entry.Name, entry.Importance))],
            [.. analysis.Convergence().Select(point => new ConvergenceEntry(point.Trial, point.Objective, point.Best))],
            [.. importance.Select(entry => new DependenceEntry(entry.Name, [.. analysis.Dependence(entry.Name, LinePoints)
                .Select(point => new DependenceValue(point.Value, point.Expected, point.Low, point.High))]))],
            pair is not var (first, second) ? null : new PairEntry(first, second, [.. analysis.Dependence(first, second, GridPoints)
                .Select(point => new PairValue(point.First, point.Second, point.Expected, point.Low, point.High, point.IsAllowed))]));
    }
}
