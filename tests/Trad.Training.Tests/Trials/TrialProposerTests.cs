using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Tests.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

public sealed class TrialProposerTests
{
    private static readonly DateTimeOffset Created = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TrainingPlan Plan = new(Created, Trials: 40, InitialTrials: 6, BatchSize: 2, Parallelism: 2, TrialMs: 3);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Propose_begins_with_the_sets_to_try_first()
    {
        var job = Job(
            new TrainingRequest
            {
                TryFirst = [new Dictionary<string, ParameterValue>(),
                new Dictionary<string, ParameterValue> { ["reversal_candles"] = 5 }]
            });
        Assert.True(StrategyCatalog.TryGet("liquidity-sweep", out var strategy));

        var candidates = TrialProposer.Propose(job.Request, job.Seed, Plan, [], null, Stop).Candidates;

        Assert.Equal(6, candidates.Count);
        Assert.All(strategy.Parameters, parameter => Assert.Equal(parameter.Default, candidates[0].Parameters[parameter.Name].Number));
        Assert.Equal(5, candidates[1].Parameters["reversal_candles"].Number);
    }

    [Fact]
    public void Propose_stops_by_patience_and_says_so()
    {
        var job = Job(new TrainingRequest { Patience = 4 });
        var first = TrialProposer.Propose(job.Request, job.Seed, Plan, [], null, Stop);
        List<TrialRecord> history = [.. first.Candidates.Select(candidate =>
            new TrialRecord(
                candidate.Trial, Round: 0, TrialState.Completed, Score: -candidate.Trial, candidate.Parameters, Metrics: null,
                Reason: null))];

        var second = TrialProposer.Propose(job.Request, job.Seed, Plan, history, first.Memory, Stop);

        Assert.Empty(second.Candidates);
        Assert.Equal(StopReason.Patience, second.Stop);
        Assert.Contains("last 4 trials", second.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_stops_when_nothing_is_expected_to_improve_enough()
    {
        var job = Job(new TrainingRequest { MinimumExpectedImprovement = 1e6 });
        var first = TrialProposer.Propose(job.Request, job.Seed, Plan, [], null, Stop);
        List<TrialRecord> history = [.. first.Candidates.Select(candidate =>
            new TrialRecord(
                candidate.Trial, Round: 0, TrialState.Completed, Score: candidate.Parameters["risk_reward_ratio"].Number,
                candidate.Parameters, Metrics: null, Reason: null))];

        var second = TrialProposer.Propose(job.Request, job.Seed, Plan, history, first.Memory, Stop);

        Assert.Equal(StopReason.ExpectedImprovement, second.Stop);
        Assert.InRange(second.ExpectedImprovement!.Value, 0, 1e6);
    }

    private static TrainingJob Job(TrainingRequest request)
    {
        var complete = CompleteRequest.Create(request with
        {
            Strategy = "liquidity-sweep",
            Exchange = "binance",
            Symbol = "BTCUSDT",
            Interval = "5m",
            Optimizer = OptimizerNames.Bayesian,
            Trials = 40,
        });
        return new TrainingJob
        {
            Id = "0",
            Number = 1,
            State = JobState.Running,
            CreatedAt = Created,
            QueuedAt = Created,
            Request = complete,
            Seed = 7,
            Progress = JobProgress.Waiting(40),
        };
    }
}
