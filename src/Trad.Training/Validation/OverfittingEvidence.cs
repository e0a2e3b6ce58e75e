namespace Trad.Training.Validation;

/// <summary>
/// How much of the published trial's in-sample result the search alone explains, from the daily returns of the recorded trials.
/// Sharpe ratios are annualised by 365 days. What is not defined is absent.
/// </summary>
public sealed record OverfittingEvidence
{
    /// <summary>Trials whose daily returns were looked at.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials of the job; more than <see cref="Trials"/> when a seeded sample was looked at, or some failed.</summary>
    public required int TrialsOfJob { get; init; }

    /// <summary>Days (UTC) in sample.</summary>
    public required int Days { get; init; }

    /// <summary>Sharpe ratio of the published trial's daily returns.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Probability that its true Sharpe ratio is above zero, had there been no search.</summary>
    public double? ProbabilisticSharpe { get; init; }

    /// <summary>How many independent trials the trials amount to, by the correlation of their returns.</summary>
    public double? EffectiveTrials { get; init; }

    /// <summary>The Sharpe ratio that the best of so many trials reaches by luck alone.</summary>
    public double? ExpectedMaximumSharpe { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above zero, after the search is taken into account.</summary>
    public double? DeflatedSharpe { get; init; }

    /// <summary>Days of such returns needed to show a Sharpe ratio above zero with 95 %, without a search.</summary>
    public double? MinimumTrackRecordDays { get; init; }

    /// <summary>Probability of backtest overfitting: how often the best of one half of the days is below the median on the other.</summary>
    public double? ProbabilityOfOverfitting { get; init; }

    /// <summary>How often the best of one half of the days loses on the other.</summary>
    public double? ProbabilityOfLoss { get; init; }

    /// <summary>
    /// Slope of the out-of-sample on the in-sample Sharpe ratio over the halves of <see cref="ProbabilityOfOverfitting"/>.
    /// </summary>
    public double? DegradationSlope { get; init; }

    /// <summary>White's reality check: p-value of the best trial against doing nothing.</summary>
    public double? RealityCheckAgainstNothing { get; init; }

    /// <summary>The same against buying and holding.</summary>
    public double? RealityCheckAgainstHolding { get; init; }

    /// <summary>Hansen's test for superior predictive ability (consistent form): p-value of the best trial against doing nothing.</summary>
    public double? SuperiorAbilityAgainstNothing { get; init; }

    /// <summary>The same against buying and holding.</summary>
    public double? SuperiorAbilityAgainstHolding { get; init; }

    /// <summary>Stationary block bootstrap of the published trial's in-sample return, a fraction.</summary>
    public Bounds? ReturnBounds { get; init; }

    /// <summary>The same of its Sharpe ratio.</summary>
    public Bounds? SharpeBounds { get; init; }

    /// <summary>The same of its maximum drawdown, a fraction.</summary>
    public Bounds? DrawdownBounds { get; init; }

    /// <summary>P-value of the trades against random entries with the same sides and holding times.</summary>
    public double? RandomEntries { get; init; }
}
