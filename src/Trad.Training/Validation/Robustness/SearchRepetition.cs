using Trad.Optimization.Spaces;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Selection;
using Trad.Training.Validation.Statistics;
using Trad.Training.Validation.WalkForwards;

namespace Trad.Training.Validation.Robustness;

/// <summary>
/// The job's search repeated with another seed and a share of its trials, on the part that it saw. Where there is something to find,
/// different searches come upon the same thing; where there is not, each comes back with luck of its own.
/// </summary>
public static class SearchRepetition
{
    // Seeds of repetitions are kept apart from those of anything else that is drawn from the job's seed.
    private const int SeedKey = 0x5EED;

    /// <summary>One repetition.</summary>
    /// <param name="subject">The search.</param>
    /// <param name="backtester">Backtests on its candles.</param>
    /// <param name="parameters">The parameters of the published trial.</param>
    /// <param name="number">Its 0-based number, for its seed.</param>
    /// <param name="options">The size of its search: that of a walk-forward window.</param>
    /// <param name="cancellationToken">Ends it between two backtests.</param>
    public static RepeatedSearch Run(
        ValidationSubject subject, PartBacktester backtester, ParameterSet parameters, int number, ValidationOptions options,
        CancellationToken cancellationToken)
    {
        var inSample = subject.Split.InSample;
        var seed = Seeds.Derive(subject.Seed, SeedKey, number);
        var trials = new WindowSearch(subject, backtester).Run(
            inSample, options.WindowTrials(subject.Request.Trials!.Value), seed, cancellationToken);
        double[]? ReturnsOf(TrialRecord trial) => backtester.Run(trial.Parameters, inSample, null, cancellationToken)?.Returns.Values;
        if (TrialSelection.Choose(subject.Request, trials, options.EnoughTrades, ReturnsOf) is not { } chosen)
        {
            return new RepeatedSearch(seed, trials.Count, null, null, null, $"None of {trials.Count} trials was feasible.");
        }

        var winner = trials[chosen.Trial].Parameters;
        var found = backtester.Run(winner, inSample, null, cancellationToken);
        var published = backtester.Run(parameters, inSample, null, cancellationToken);
        return new RepeatedSearch(
            seed, trials.Count, winner, found?.Figures,
            found is null || published is null ? null : Correlation.Compute(found.Returns.Values, published.Returns.Values), null);
    }
}
