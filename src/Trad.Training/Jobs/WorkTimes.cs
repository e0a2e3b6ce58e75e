namespace Trad.Training.Jobs;

/// <summary>Where the time of a training went, in milliseconds.</summary>
/// <param name="LoadMs">Preparing the data.</param>
/// <param name="FitMs">Proposing.</param>
/// <param name="BacktestMs">Backtesting, counting parallel chunks once.</param>
/// <param name="StorageMs">Waiting for jobs and trials to be read and recorded.</param>
public sealed record WorkTimes(double LoadMs = 0, double FitMs = 0, double BacktestMs = 0, double StorageMs = 0)
{
    /// <summary>About where the time went, when only the phases are known.</summary>
    public static WorkTimes Of(IReadOnlyList<PhaseTiming> timings)
    {
        double In(params JobPhase[] phases) => timings.Where(timing => phases.Contains(timing.Phase)).Sum(timing => timing.DurationMs);
        return new WorkTimes(
            In(JobPhase.Loading), In(JobPhase.Fitting), In(JobPhase.Exploring, JobPhase.Evaluating, JobPhase.Validating),
            In(JobPhase.Publishing));
    }
}
