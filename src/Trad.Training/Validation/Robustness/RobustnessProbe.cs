using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Selection;

namespace Trad.Training.Validation.Robustness;

/// <summary>Changes something about the published trial, one thing at a time, and sees what becomes of it; all in sample.</summary>
public static class RobustnessProbe
{
    /// <summary>All checks.</summary>
    /// <param name="subject">The search.</param>
    /// <param name="backtester">Backtests on its candles.</param>
    /// <param name="parameters">The parameters of the published trial.</param>
    /// <param name="options">The thresholds.</param>
    /// <param name="cancellationToken">Ends the work between two backtests.</param>
    public static RobustnessEvidence Run(
        ValidationSubject subject, PartBacktester backtester, ParameterSet parameters, ValidationOptions options,
        CancellationToken cancellationToken)
    {
        var space = TrialProposer.SpaceOf(subject.Request);
        var inSample = subject.Split.InSample;
        if (backtester.Run(parameters, inSample, null, cancellationToken) is not { } published)
        {
            return new RobustnessEvidence([Finding.Untold("robustness", "No candle of the range could be traded on.")]);
        }

        var around = Neighbourhood.Enumerate(space, parameters, TrialSelection.NeighbourShares);
        var neighbours = new PartResult?[around.Count];
        Parallel.For(0, around.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            neighbours[i] = backtester.Run(around[i], inSample, null, cancellationToken));
        var costlier = backtester.Run(parameters, inSample, new Variation(CostFactor: 2), cancellationToken);
        var later = backtester.Run(parameters, inSample, new Variation(Delay: 1), cancellationToken);
        return new RobustnessEvidence(
        [
            NeighbourCheck.Evaluate(published, [.. neighbours.OfType<PartResult>()], options.NeighbourShare),
            NeighbourCheck.Edges(
                [.. Neighbourhood.EdgesOf(space, parameters).Select(edge => (TitleOf(subject.Request, edge.Name), edge.IsLowEnd))]),
            ConditionChecks.DoubledCosts(published, costlier),
            ConditionChecks.LaterEntries(published, later),
            TradeChecks.Skipped(published, subject.Seed, options.Bootstraps),
            TradeChecks.WithoutBest(published),
            .. RegimeChecks.Evaluate(published),
            RegimeChecks.Concentration(published),
        ]);
    }

    // People know a parameter by its title.
    private static string TitleOf(TrainingRequest request, string name) =>
        RequestedStrategy.TryGet(request, out var strategy)
            ? strategy.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Title ?? name
            : name;
}
