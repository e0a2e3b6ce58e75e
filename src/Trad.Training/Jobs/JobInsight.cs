using Trad.Optimization.Insight;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>What the trials of a job say about its parameters.</summary>
/// <param name="Importance">How much each searched parameter matters, the most important first; empty before there is a model.</param>
/// <param name="Convergence">Score and best so far, trial by trial.</param>
/// <param name="Dependence">The expected score along each searched parameter.</param>
/// <param name="Pairs">The expected score over two parameters, when they were asked for.</param>
public sealed record JobInsight(
    IReadOnlyList<ParameterImportance> Importance,
    IReadOnlyList<ConvergencePoint> Convergence,
    IReadOnlyList<ParameterDependence> Dependence,
    PairDependence? Pairs)
{
    private const int LinePoints = 21;
    private const int GridPoints = 15;

    /// <summary>Analyses trials; it takes milliseconds for tens of trials, tenths of a second for hundreds.</summary>
    /// <param name="job">The job.</param>
    /// <param name="trials">Its trials so far.</param>
    /// <param name="pair">Two searched parameters to look at together; null for none.</param>
    public static JobInsight Compute(TrainingJob job, IReadOnlyList<TrialRecord> trials, (string First, string Second)? pair)
    {
        var analysis = new TrialAnalysis(TrialProposer.SpaceOf(job.Request), [.. trials.Select(trial => trial.ToResult())]);
        var importance = analysis.Importance();
        return new JobInsight(
            importance,
            analysis.Convergence(),
            [.. importance.Select(entry => new ParameterDependence(entry.Name, analysis.Dependence(entry.Name, LinePoints)))],
            pair is not var (first, second) ? null : new PairDependence(first, second, analysis.Dependence(first, second, GridPoints)));
    }
}

/// <summary>The expected score along one parameter, averaged over the others.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Points">Its values with what is expected there.</param>
public sealed record ParameterDependence(string Parameter, IReadOnlyList<DependencePoint> Points);

/// <summary>The expected score over two parameters, averaged over the others.</summary>
/// <param name="First">One parameter.</param>
/// <param name="Second">The other.</param>
/// <param name="Points">Pairs of their values with what is expected there.</param>
public sealed record PairDependence(string First, string Second, IReadOnlyList<SurfacePoint> Points);
