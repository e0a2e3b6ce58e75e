using MathNet.Numerics.Statistics;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>What the rounds of a training cost beside their backtests, in milliseconds.</summary>
/// <param name="RoundMs">Orchestrating and recording one round.</param>
/// <param name="FitMs">Fitting at a hundred trials; it grows with the square of their number.</param>
/// <remarks>Hosts differ by a factor of ten and more, so it is learned from the jobs that this one has finished.</remarks>
public sealed record RoundCosts(double RoundMs, double FitMs)
{
    /// <summary>What stands as long as no job was finished: measured on two cores, on the local host.</summary>
    public static RoundCosts OfLocalHost { get; } = new(20, 30);

    // A host changes, and so does what runs beside it: the newest tell most, one alone tells little.
    private const int MostJobs = 10;
    private const double LeastShares = 0.1;

    /// <summary>Learns from the newest jobs that completed; as on the local host where there are none.</summary>
    /// <param name="jobs">Where they are kept.</param>
    /// <param name="plan">How the rounds of a training are sized here.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<RoundCosts> LearnAsync(IJobStore jobs, TrainingPlan plan, CancellationToken cancellationToken) =>
        Learn((await jobs.ListAsync(new JobFilter(JobState.Completed), MostJobs, null, cancellationToken)).Items, plan);

    /// <summary>Learns from finished jobs: the medians of what they took.</summary>
    /// <param name="jobs">The jobs; one that was interrupted tells nothing, nor does one whose times are not known.</param>
    /// <param name="plan">How the rounds of a training are sized here.</param>
    public static RoundCosts Learn(IEnumerable<TrainingJob> jobs, TrainingPlan plan)
    {
        List<double> rounds = [], fits = [];
        foreach (var job in jobs.Where(job => job is { DurationsMs: not null, PhaseTimings.Count: > 0, Recoveries: 0 }))
        {
            var (count, shares, _) = Schedule(plan with { Trials = job.Progress.TrialsCompleted });
            var searching = job.PhaseTimings
                .Where(timing => timing.Phase is JobPhase.Exploring or JobPhase.Fitting or JobPhase.Evaluating)
                .Sum(timing => timing.DurationMs);
            if (count > 0 && searching > 0)
            {
                rounds.Add(Math.Max(1, searching - job.DurationsMs!.Fit - job.DurationsMs.Backtest) / count);
                if (shares > LeastShares)
                {
                    fits.Add(job.DurationsMs.Fit / shares);
                }
            }
        }

        return new RoundCosts(
            rounds.Count > 0 ? rounds.Median() : OfLocalHost.RoundMs, fits.Count > 0 ? fits.Median() : OfLocalHost.FitMs);
    }

    /// <summary>What all rounds of a plan cost, with their backtests.</summary>
    public double Estimate(TrainingPlan plan)
    {
        var (rounds, shares, batches) = Schedule(plan);
        return (RoundMs * rounds) + (FitMs * shares) + (plan.TrialMs * batches);
    }

    // Its rounds, what their fits come to in fits at a hundred trials, and how often all processors backtest one after the other.
    private static (int Rounds, double Shares, double Batches) Schedule(TrainingPlan plan)
    {
        var (rounds, shares, batches) = (0, 0.0, 0.0);
        for (var completed = 0; completed < plan.Trials;)
        {
            var size = plan.NextRoundSize(completed);
            rounds++;
            shares += completed / 100.0 * (completed / 100.0);
            batches += Math.Ceiling((double)size / plan.Parallelism);
            completed += size;
        }

        return (rounds, shares, batches);
    }
}
