using Trad.Optimization;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Training.Tests.Jobs;

public sealed class RoundCostsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // 8 trials, then rounds of 2, 3 and 4.
    private static readonly TrainingPlan Plan = new(Start, Trials: 20, InitialTrials: 8, BatchSize: 4, Parallelism: 4, TrialMs: 5)
    {
        IsGrowing = true,
    };

    [Fact]
    public void Nothing_finished_is_what_the_local_host_costs() =>
        Assert.Equal(RoundCosts.OfLocalHost, RoundCosts.Learn([], Plan, Options));

    [Fact]
    public void Rounds_cost_what_the_finished_jobs_took_beside_fitting_and_backtesting()
    {
        // Seven rounds: 8 and six of 2.
        var costs = RoundCosts.Learn([Job(trials: 20, searchMs: 1_700, fitMs: 60, backtestMs: 40)], Plan, Options);

        Assert.Equal((1_700.0 - 60 - 40) / 7, costs.RoundMs, 1e-9);
    }

    [Fact]
    public void Fitting_grows_with_the_square_of_the_trials()
    {
        int[] fitted = [8, 10, 12, 14, 16, 18, 20, 22, 24, 27, 30, .. Enumerable.Range(0, 16).Select(round => 33 + (4 * round))];
        var long96 = fitted.Sum(trials => Math.Pow(trials / 100.0, 2));
        var short20 = Six.Sum(trials => Math.Pow(trials / 100.0, 2));

        Assert.InRange(short20, 0.1, 0.2);
        Assert.Equal(RoundCosts.OfLocalHost.FitMs, RoundCosts.Learn([Job(14, 1_000, fitMs: 50, 10)], Plan, Options).FitMs);
        Assert.Equal(420 / long96, RoundCosts.Learn([Job(96, 9_000, fitMs: 420, 10)], Plan, Options).FitMs, 1e-6);
    }

    [Fact]
    public void One_job_on_a_busy_machine_does_not_decide()
    {
        var usual = Job(20, 800, 50, 50);

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

        // A round of 8 and six of 2 on 4 processors: 2 + 6 times a trial.
        Assert.Equal(1_660 + (5 * 8), costs.Estimate(Plan), 1e-6);
    }

    [Fact]
    public void Search_without_a_model_is_not_taken_to_fit_one()
    {
        var free = Plan with { Trials = 10_000, InitialTrials = 64, BatchSize = 64, IsGrowing = false };
        var job = Job(10_000, 90_000, fitMs: 10, 50) with { Plan = free };
        var costs = RoundCosts.Learn([job with { Request = job.Request with { Optimizer = OptimizerNames.Random } }], Plan, Options);

        // 156 rounds of 64, and one of 16.
        Assert.Equal((90_000.0 - 60) / 157, costs.RoundMs, 1e-9);
        Assert.Equal(RoundCosts.OfLocalHost.FitMs, costs.FitMs);
        Assert.Equal(90_000 - 60 + (5 * ((156 * 16) + 4)), costs.Estimate(free), 1e-6);
    }

    private static readonly ValidationOptions Options = new();

    private static readonly int[] Six = [8, 10, 12, 14, 16, 18];

    private static TrainingJob Job(int trials, double searchMs, double fitMs, double backtestMs) => new()
    {
        Id = "job",
        Number = 1,
        State = JobState.Completed,
        CreatedAt = Start,
        QueuedAt = Start,
        Request = new TrainingRequest { Trials = trials, Optimizer = OptimizerNames.Bayesian },
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
