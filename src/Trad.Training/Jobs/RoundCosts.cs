using MathNet.Numerics.Statistics;
using Trad.Optimization;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Training.Jobs;

/// <summary>What the rounds of a training, its validation and its end cost beside their backtests, in milliseconds.</summary>
/// <param name="RoundMs">Orchestrating and recording one round.</param>
/// <param name="FitMs">Fitting a model at a hundred trials; it grows with the square of their number.</param>
/// <remarks>Hosts differ by a factor of ten and more, so it is learned from the jobs that this one has finished.</remarks>
public sealed record RoundCosts(double RoundMs, double FitMs)
{
    /// <summary>What stands as long as no job was finished: measured on two cores, on the local host.</summary>
    public static RoundCosts OfLocalHost { get; } = new(20, 30);

    /// <summary>
    /// What a validation takes beside what its work is counted to be: orchestrating, reading and recording it, code that runs for the first
    /// time. Below zero where it takes less.
    /// </summary>
    public double ValidationMs { get; init; }

    /// <summary>Recording the result.</summary>
    public double PublishingMs { get; init; } = 50;

    // A host changes, and so does what runs beside it: the newest tell most, one alone tells little.
    private const int MostJobs = 10;
    private const double LeastShares = 0.1;

    /// <summary>Learns from the newest jobs that completed; as on the local host where there are none.</summary>
    /// <param name="jobs">Where they are kept.</param>
    /// <param name="plan">How the rounds of a training are sized here.</param>
    /// <param name="validation">How much a result is put to the test here.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<RoundCosts> LearnAsync(
        IJobStore jobs, TrainingPlan plan, ValidationOptions validation, CancellationToken cancellationToken) =>
        Learn((await jobs.ListAsync(new JobFilter(JobState.Completed), MostJobs, null, cancellationToken)).Items, plan, validation);

    /// <summary>Learns from finished jobs: the medians of what they took.</summary>
    /// <param name="jobs">
    /// The jobs; one that was interrupted or resumed tells nothing, because its times are those of its last attempt and its trials those of
    /// all, nor does one whose times are not known.
    /// </param>
    /// <param name="plan">How the rounds of a job were sized that has no plan of its own.</param>
    /// <param name="validation">How much a result is put to the test here.</param>
    public static RoundCosts Learn(IEnumerable<TrainingJob> jobs, TrainingPlan plan, ValidationOptions validation)
    {
        List<double> rounds = [], fits = [], validations = [], ends = [];
        foreach (var job in jobs.Where(job => job is { DurationsMs: not null, PhaseTimings.Count: > 0, Attempt: 1 }))
        {
            if (TimeIn(job, JobPhase.Validating) is > 0 and var validated && job is { Split: { } split, Plan: { } own })
            {
                var tried = job.Request with { Trials = job.Progress.TrialsCompleted };
                validations.Add(validated - ValidationCost.Milliseconds(tried, split, validation, own.TrialMs, own.Parallelism));
            }

            if (TimeIn(job, JobPhase.Publishing) is > 0 and var published)
            {
                ends.Add(published);
            }

            var (count, shares, _) = Schedule((job.Plan ?? plan) with { Trials = job.Progress.TrialsCompleted });
            var searching = TimeIn(job, JobPhase.Exploring, JobPhase.Fitting, JobPhase.Evaluating);
            if (count > 0 && searching > 0)
            {
                rounds.Add(Math.Max(1, searching - job.DurationsMs!.Fit - job.DurationsMs.Backtest) / count);
                if (shares > LeastShares && RoundSizes.AreGrowing(job.Request.Optimizer!))
                {
                    fits.Add(job.DurationsMs.Fit / shares);
                }
            }
        }

        return new RoundCosts(MedianOr(rounds, OfLocalHost.RoundMs), MedianOr(fits, OfLocalHost.FitMs))
        {
            ValidationMs = MedianOr(validations, OfLocalHost.ValidationMs),
            PublishingMs = MedianOr(ends, OfLocalHost.PublishingMs),
        };
    }

    /// <summary>What all rounds of a plan cost, with their backtests.</summary>
    public double Estimate(TrainingPlan plan)
    {
        var (rounds, shares, batches) = Schedule(plan);
        return (RoundMs * rounds) + (plan.IsGrowing ? FitMs * shares : 0) + (plan.TrialMs * batches);
    }

    private static double MedianOr(List<double> found, double otherwise) => found.Count > 0 ? found.Median() : otherwise;

    private static double TimeIn(TrainingJob job, params JobPhase[] phases) =>
        job.PhaseTimings.Where(timing => phases.Contains(timing.Phase)).Sum(timing => timing.DurationMs);

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
