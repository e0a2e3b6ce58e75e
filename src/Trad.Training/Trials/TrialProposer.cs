using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Requests;

namespace Trad.Training.Trials;

/// <summary>Chooses what a job tries next.</summary>
public static class TrialProposer
{
    /// <summary>
    /// The next candidates: a function of the job, its plan, its trials and the optimiser's memory, so that any machine
    /// proposes the same, also after a restart.
    /// </summary>
    /// <param name="request">What the job was asked for.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="plan">The job's schedule.</param>
    /// <param name="history">Every trial of the rounds before.</param>
    /// <param name="memory">What the optimiser asked to remember in the round before.</param>
    /// <param name="cancellationToken">Ends a long fit.</param>
    public static Proposal Propose(
        TrainingRequest request, long seed, TrainingPlan plan, IReadOnlyList<TrialRecord> history, string? memory,
        CancellationToken cancellationToken)
    {
        var strategy = RequestedStrategy.Get(request);
        var options = SearchOptions.Create(request, strategy, seed) with { InitialTrials = plan.DesignTrials };
        var optimizer = OptimizerCatalog.Create(SpaceOf(request), options, [.. history.Select(trial => trial.ToResult())], memory);
        return optimizer.Ask(plan.NextRoundSize(history.Count), cancellationToken: cancellationToken);
    }

    /// <summary>The space that a request searches.</summary>
    /// <exception cref="TrainingException">This version cannot carry the recorded request out.</exception>
    public static SearchSpace SpaceOf(TrainingRequest request)
    {
        var errors = new ValidationErrors();
        return RequestedStrategy.TryGet(request, out var strategy)
            && SearchSpaces.TryMake(strategy, request.Parameters, errors) is { } space
                ? space
                : throw new TrainingException($"The recorded request cannot be carried out by this version: {errors}");
    }
}
