using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Tests.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Jobs;

/// <summary>
/// The rounds of a job as its orchestration makes them, attempt by attempt, over a journal in memory; a formula takes the
/// place of the backtests.
/// </summary>
internal sealed class SimulatedSearch
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly SearchCase _case;
    private readonly TrainingJob _job;
    private readonly TrainingPlan _plan;
    private readonly List<JobEvent> _journal = [];

    public SimulatedSearch(SearchCase search)
    {
        _case = search;
        _job = Job(search);
        var isGrowing = RoundSizes.AreGrowing(search.Optimizer);
        var design = RoundSizes.DesignOf(TrialProposer.SpaceOf(_job.Request));
        _plan = new TrainingPlan(Noon, 1, isGrowing ? Math.Max(design, search.TriedFirst) : search.BatchSize, search.BatchSize, 2, 1)
        {
            Design = design,
            IsGrowing = isGrowing,
        };
    }

    /// <summary>What was recorded, one line per trial, in their order.</summary>
    public IReadOnlyList<string> Trials => [.. Recorded.Select(trial =>
        $"{trial.Trial} in round {trial.Round}: {trial.State}, {trial.Score:R}, ({string.Join(", ", trial.Scores ?? [])}), {trial.Parameters}")];

    private IReadOnlyList<TrialRecord> Recorded =>
        [.. _journal.Where(happened => happened.Trial is not null).Select(happened => happened.Trial!).OrderBy(trial => trial.Trial)];

    /// <summary>Makes an attempt with so many trials in all, and says how many it planned.</summary>
    /// <param name="trials">Trials asked for.</param>
    /// <param name="cancelAfter">
    /// After how many new trials the attempt is cancelled; of the round under way then every other trial is recorded, as
    /// when several workers share it.
    /// </param>
    public int Run(int trials, int? cancelAfter = null)
    {
        var begin = JobContinuation.Find(_plan, trials, _journal);
        var (round, completed, memory) = (begin.Round, begin.Completed, begin.Memory);
        var left = cancelAfter ?? int.MaxValue;
        while (completed < begin.Plan.Trials)
        {
            List<TrialRecord> history = [.. Recorded.Take(completed)];
            var proposal =
                TrialProposer.Propose(_job.Request, _job.Seed, begin.Plan, history, memory, TestContext.Current.CancellationToken);
            if (proposal.Candidates.Count == 0)
            {
                break;
            }

            memory = proposal.Memory;
            var evaluated = proposal.Candidates.Select(candidate => Evaluate(candidate, round, history)).ToList();
            if (evaluated.Count > left)
            {
                Record(new RoundRecord(round, completed, evaluated.Count, memory), evaluated.Where((_, i) => i % 2 == 0).Take(left));
                break;
            }

            Record(new RoundRecord(round, completed, evaluated.Count, memory), evaluated);
            left -= evaluated.Count;
            completed += evaluated.Count;
            round++;
            if (proposal.Stop is not null)
            {
                break;
            }
        }

        return begin.Plan.Trials;
    }

    // As the journal does: a round and a trial are recorded once.
    private void Record(RoundRecord round, IEnumerable<TrialRecord> trials)
    {
        if (!_journal.Exists(happened => happened.Round?.Round == round.Round))
        {
            _journal.Add(JobEvent.OfRound(Noon, round));
        }

        foreach (var trial in trials.Where(trial => !_journal.Exists(happened => happened.Trial?.Trial == trial.Trial)))
        {
            _journal.Add(JobEvent.OfTrial(Noon, trial));
        }
    }

    private TrialRecord Evaluate(Candidate candidate, int round, IReadOnlyList<TrialRecord> earlier)
    {
        TrialRecord Measure(double part)
        {
            var x = candidate.Parameters.Values.Select(value => Math.Log(value.Number)).ToArray();
            double Score(int objective) => x.Select((value, i) => Math.Sin((objective + 2) * value) * part / (1 + i)).Sum();
            var isFeasible = part < 1 || Math.Cos(7 * x.Sum()) > -0.6;
            var scores = Enumerable.Range(0, _case.Objectives).Select(Score).ToArray();
            return new TrialRecord(
                candidate.Trial, round, isFeasible ? TrialState.Completed : TrialState.Infeasible, isFeasible ? scores[0] : null,
                candidate.Parameters, null, null)
            {
                Scores = isFeasible && scores.Length > 1 ? scores : null,
            };
        }

        return _case.IsPruned ? PrunedEvaluation.Evaluate(earlier, round, Measure) : Measure(1);
    }

    private static TrainingJob Job(SearchCase search)
    {
        var request = CompleteRequest.Create(new TrainingRequest
        {
            Strategy = search.IsFinite ? "moving-average-crossover" : "liquidity-sweep",
            Exchange = "binance",
            Symbol = "BTCUSDT",
            Interval = "5m",
            Optimizer = search.Optimizer,
            BatchSize = search.BatchSize,
            Patience = search.Patience,
            Objective = search.Objectives == 1 ? "sharpe" : null,
            Objectives = search.Objectives == 1 ? null : ["sharpe", "maximum-drawdown"],
            Pruning = search.IsPruned ? TrialPruning.SuccessiveHalving : null,
            TryFirst = search.TriedFirst == 0
                ? null
                : [.. Enumerable.Range(0, search.TriedFirst).Select(i => TriedFirst(search.IsFinite, i))],
            Parameters = search.IsFinite ? Finite() : null,
        });
        return new TrainingJob
        {
            Id = "0",
            Number = 1,
            State = JobState.Running,
            CreatedAt = Noon,
            QueuedAt = Noon,
            Request = request,
            Seed = 42,
            Progress = JobProgress.Waiting(1),
        };
    }

    // Sixteen sets, so that some searches end with the space.
    private static Dictionary<string, ParameterOverride> Finite() => new()
    {
        ["fast_period"] = new ParameterOverride { Choices = [5, 6, 7, 8] },
        ["slow_period"] = new ParameterOverride { Choices = [20, 21, 22, 23] },
    };

    private static Dictionary<string, ParameterValue> TriedFirst(bool isFinite, int index) => isFinite
        ? new() { ["fast_period"] = 5 + (index % 4), ["slow_period"] = 20 + (index / 4) }
        : new() { ["risk_reward_ratio"] = 1.5 + (0.1 * index) };
}
