using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Training.Trials;

/// <summary>Chooses what a job tries next.</summary>
public static class TrialProposer
{
    /// <summary>
    /// The next candidates: a function of the job, its plan, its trials and the optimiser's memory, so that any machine
    /// proposes the same, also after a restart.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="plan">Its schedule.</param>
    /// <param name="history">Every trial of the rounds before.</param>
    /// <param name="memory">What the optimiser asked to remember in the round before.</param>
    /// <param name="cancellationToken">Ends a long fit.</param>
    public static Proposal Propose(
        TrainingJob job, TrainingPlan plan, IReadOnlyList<TrialRecord> history, string? memory, CancellationToken cancellationToken)
    {
        var strategy = TrialBacktest.StrategyOf(job.Request);
        var options = SearchOptions.Of(job.Request, strategy, job.Seed) with { InitialTrials = plan.DesignTrials };
        var optimizer = OptimizerCatalog.Create(SpaceOf(job), options, [.. history.Select(trial => trial.ToResult())], memory);
        return optimizer.Ask(plan.NextRoundSize(history.Count), cancellationToken: cancellationToken);
    }

    /// <summary>The space that a job searches.</summary>
    /// <exception cref="TrainingException">This version cannot carry the recorded request out.</exception>
    public static SearchSpace SpaceOf(TrainingJob job)
    {
        var errors = new ValidationErrors();
        return StrategyCatalog.TryGet(job.Request.Strategy, out var strategy)
            && SearchSpaces.TryMake(strategy, job.Request.Parameters, errors) is { } space
                ? space
                : throw new TrainingException($"The recorded request cannot be carried out by this version: {errors}");
    }
}
