namespace Trad.Training.Validation;

/// <summary>
/// How much of the published trial's in-sample result the search alone explains, from the daily returns of the recorded trials.
/// Sharpe ratios are annualised by 365 days. What is not defined is absent.
/// </summary>
public sealed record OverfittingEvidence
{
    /// <summary>Trials whose daily returns were looked at.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials of the job, those that failed included.</summary>
    public required int TrialsOfJob { get; init; }

    /// <summary>
    /// Trials of the job that were backtested; more than <see cref="Trials"/> when only a seeded sample of them was looked at, 0 in
    /// evidence of before this was kept.
    /// </summary>
    public int TrialsBacktested { get; init; }

    /// <summary>Days (UTC) in sample.</summary>
    public required int Days { get; init; }

    /// <summary>Sharpe ratio of the published trial's daily returns.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Probability that its true Sharpe ratio is above zero, had there been no search.</summary>
    public double? ProbabilisticSharpe { get; init; }

    /// <summary>
    /// How many independent trials all those that were backtested amount to, by the correlation of their returns; estimated on those that
    /// were looked at.
    /// </summary>
    public double? EffectiveTrials { get; init; }

    /// <summary>The Sharpe ratio that the best of so many trials reaches by luck alone.</summary>
    public double? ExpectedMaximumSharpe { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above zero, after the search is taken into account.</summary>
    public double? DeflatedSharpe { get; init; }

    /// <summary>Standard deviation of the Sharpe ratios across the trials.</summary>
    public double? SharpeDeviation { get; init; }

    /// <summary>
    /// The deflated Sharpe ratio by that deviation, as the paper has it, in place of that of trials without skill: it also holds trials
    /// that were bad against the best one. It decides nothing.
    /// </summary>
    public double? DeflatedSharpeByDeviation { get; init; }

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
