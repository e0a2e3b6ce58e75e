using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Training.Tests.Jobs;

public sealed class RoundCostsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // 8 trials, then rounds of 4.
    private static readonly TrainingPlan Plan = new(Start, Trials: 20, InitialTrials: 8, BatchSize: 4, Parallelism: 4, TrialMs: 5);

    [Fact]
    public void Nothing_finished_is_what_the_local_host_costs() =>
        Assert.Equal(RoundCosts.OfLocalHost, RoundCosts.Learn([], Plan, Options));

    [Fact]
    public void Rounds_cost_what_the_finished_jobs_took_beside_fitting_and_backtesting()
    {
        // Four rounds: 8, 4, 4, 4.
        var costs = RoundCosts.Learn([Job(trials: 20, searchMs: 1_700, fitMs: 60, backtestMs: 40)], Plan, Options);

        Assert.Equal((1_700.0 - 60 - 40) / 4, costs.RoundMs, 1e-9);
    }

    [Fact]
    public void Fitting_grows_with_the_square_of_the_trials()
    {
        // Fitted before rounds at 8, 12 and 16 trials.
        var shares = (0.08 * 0.08) + (0.12 * 0.12) + (0.16 * 0.16);
        var long96 = Enumerable.Range(2, 22).Sum(round => Math.Pow(4 * round / 100.0, 2));

        Assert.Equal(RoundCosts.OfLocalHost.FitMs, RoundCosts.Learn([Job(20, 1_000, fitMs: 50, 10)], Plan, Options).FitMs);
        Assert.True(shares < 0.1);
        Assert.Equal(420 / long96, RoundCosts.Learn([Job(96, 9_000, fitMs: 420, 10)], Plan, Options).FitMs, 1e-6);
    }

    [Fact]
    public void One_job_on_a_busy_machine_does_not_decide()
    {
        var usual = Job(20, 500, 50, 50);

        Assert.Equal(100, RoundCosts.Learn([Job(20, 90_000, 50, 50), usual, usual], Plan, Options).RoundMs, 1e-9);
    }

    [Fact]
    public void Interrupted_job_tells_nothing() =>
        Assert.Equal(
            RoundCosts.OfLocalHost,
            RoundCosts.Learn([Job(20, 90_000, 50, 50) with { Attempt = 2, Recoveries = 1 }], Plan, Options));

    [Fact]
    public void Resumed_job_tells_nothing_because_its_times_are_of_its_last_attempt_alone() =>
        Assert.Equal(RoundCosts.OfLocalHost, RoundCosts.Learn([Job(20, 90_000, 50, 50) with { Attempt = 2 }], Plan, Options));

    [Fact]
    public void Validation_and_end_cost_what_those_of_finished_jobs_took_beside_their_counted_work()
    {
        var job = Job(20, 1_700, 0, 40);
        job = job with
        {
            Request = job.Request with { Interval = "5m" },
            Split = new DataSplit(new Period(Start, Start.AddDays(30)), null),
            Plan = Plan,
            PhaseTimings =
            [
                .. job.PhaseTimings.Where(timing => timing.Phase != JobPhase.Validating),
                new PhaseTiming(JobPhase.Validating, Start, 3_000), new PhaseTiming(JobPhase.Publishing, Start, 120),
            ],
        };
        var counted = ValidationCost.Milliseconds(job.Request, job.Split, Options, Plan.TrialMs, Plan.Parallelism);

        var costs = RoundCosts.Learn([job], Plan, Options);

        Assert.Equal((3_000, 120), (Math.Round(counted + costs.ValidationMs, 6), costs.PublishingMs));
    }

    [Fact]
    public void Estimate_of_the_same_training_is_what_it_took()
    {
        var costs = RoundCosts.Learn([Job(20, 1_700, 0, 40)], Plan, Options);

        // Rounds of 8, 4, 4, 4 on 4 processors: 2 + 1 + 1 + 1 times a trial.
        Assert.Equal(
            1_660 + (5 * 5) + (RoundCosts.OfLocalHost.FitMs * ((0.08 * 0.08) + (0.12 * 0.12) + (0.16 * 0.16))), costs.Estimate(Plan), 1e-6);
    }

    private static readonly ValidationOptions Options = new();

    private static TrainingJob Job(int trials, double searchMs, double fitMs, double backtestMs) => new()
    {
        Id = "job",
        Number = 1,
        State = JobState.Completed,
        CreatedAt = Start,
        QueuedAt = Start,
        Request = new TrainingRequest { Trials = trials },
        Seed = 1,
        Progress = JobProgress.Waiting(trials) with { TrialsCompleted = trials },
        DurationsMs = JobTimings.Create(TimeSpan.FromMilliseconds(searchMs + 500), 10, fitMs, backtestMs, 10),
        PhaseTimings =
        [
            new PhaseTiming(JobPhase.Loading, Start, 100),
            new PhaseTiming(JobPhase.Exploring, Start, searchMs / 4),
            new PhaseTiming(JobPhase.Fitting, Start, searchMs / 4),
            new PhaseTiming(JobPhase.Evaluating, Start, searchMs / 2),
            new PhaseTiming(JobPhase.Validating, Start, 400),
        ],
    };
}
