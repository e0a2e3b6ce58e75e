namespace Trad.Training.Jobs;

/// <summary>How an attempt of a job ends, and how far it came.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="State">What becomes of the job.</param>
/// <param name="Reason">Why, when it is not simply done; for people.</param>
public sealed record JobEnd(string JobId, int Attempt, JobState State, string? Reason = null)
{
    /// <summary>Trials done, when all the work was.</summary>
    public int Completed { get; init; }

    /// <summary>The phases of the attempt; null when whoever ends it does not know them.</summary>
    public PhaseLog? Phases { get; init; }

    /// <summary>Where its time went; null when whoever ends it does not know that.</summary>
    public WorkTimes? Work { get; init; }
}

/// <summary>Where a finished job's time went, in milliseconds.</summary>
/// <param name="Total">From the request to the recorded end.</param>
/// <param name="Load">Reading, checking and pinning the candles.</param>
/// <param name="Fit">Fitting the model and proposing candidates.</param>
/// <param name="Backtest">Evaluating candidates, counting parallel chunks once.</param>
/// <param name="Storage">Reading and recording jobs and trials, as far as the work waited for it.</param>
/// <param name="Orchestration">Everything else: queueing, history, scheduling.</param>
public sealed record JobTimings(double Total, double Load, double Fit, double Backtest, double Storage, double Orchestration)
{
    /// <summary>Timings whose orchestration share is what the measured parts leave of the total.</summary>
    public static JobTimings Create(TimeSpan total, double load, double fit, double backtest, double storage) =>
        new(Rounded(total.TotalMilliseconds), Rounded(load), Rounded(fit), Rounded(backtest), Rounded(storage),
            Rounded(Math.Max(0, total.TotalMilliseconds - load - fit - backtest - storage)));

    private static double Rounded(double milliseconds) => Math.Round(milliseconds, 1);
}

/// <summary>Where the time of a training went, in milliseconds.</summary>
/// <param name="LoadMs">Preparing the data.</param>
/// <param name="FitMs">Proposing.</param>
/// <param name="BacktestMs">Backtesting, counting parallel chunks once.</param>
/// <param name="StorageMs">Waiting for jobs and trials to be read and recorded.</param>
public sealed record WorkTimes(double LoadMs = 0, double FitMs = 0, double BacktestMs = 0, double StorageMs = 0)
{
    /// <summary>About where the time went, when only the phases are known.</summary>
    public static WorkTimes FromTimings(IReadOnlyList<PhaseTiming> timings)
    {
        double In(params JobPhase[] phases) => timings.Where(timing => phases.Contains(timing.Phase)).Sum(timing => timing.DurationMs);
        return new WorkTimes(
            In(JobPhase.Loading), In(JobPhase.Fitting), In(JobPhase.Exploring, JobPhase.Evaluating, JobPhase.Validating),
            In(JobPhase.Publishing));
    }
}
