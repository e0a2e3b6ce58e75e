namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Probability of backtest overfitting: how often the trial that is best in one half of the time is no better than the median
/// trial in the other half, over all ways to halve the time (combinatorially symmetric cross-validation).
/// </summary>
/// <remarks>
/// Bailey, Borwein, López de Prado and Zhu (2017), The Probability of Backtest Overfitting, Journal of Computational Finance 20(4).
/// The results are Sharpe ratios per observation, against a rate of zero; a trial whose returns do not vary in a half has a ratio of
/// zero there, as has doing nothing. Trials with the same returns throughout count as one configuration. When several are best in
/// sample each counts in part, so that their order does not matter; among equal results out of sample the middle rank counts.
/// </remarks>
/// <param name="Probability">
/// Share of the combinations in which the logit of the winner's relative rank out of sample is not above zero, in [0, 1]: about 0.5
/// where nothing is learnt from the past, near 0 where the best trial stays the best.
/// </param>
/// <param name="ProbabilityOfLoss">Share of the combinations in which the winner's ratio out of sample is below zero, in [0, 1].</param>
/// <param name="InSampleSharpe">Mean over the combinations of the winner's ratio in sample, per observation.</param>
/// <param name="OutOfSampleSharpe">Mean over the combinations of the winner's ratio out of sample, per observation.</param>
/// <param name="Degradation">The winners' results out of sample on those in sample; null when the latter do not vary.</param>
/// <param name="Configurations">Number of distinct trials.</param>
/// <param name="Blocks">Number of blocks of time, even.</param>
/// <param name="Combinations">Number of ways to take half of them, (blocks over blocks / 2).</param>
public readonly record struct BacktestOverfitting(
    double Probability,
    double ProbabilityOfLoss,
    double InSampleSharpe,
    double OutOfSampleSharpe,
    Degradation? Degradation,
    int Configurations,
    int Blocks,
    int Combinations)
{
    /// <summary>Configurations below which a rank among them says too little.</summary>
    public const int FewestConfigurations = 10;

    /// <summary>Observations that a block has at least; with fewer there are fewer blocks.</summary>
    public const int ShortestBlock = 3;

    /// <summary>Blocks below which there are too few combinations (20 of them) to speak of a probability.</summary>
    public const int FewestBlocks = 6;

    /// <summary>Blocks above which there are too many combinations (184,756 of them).</summary>
    public const int MostBlocks = 20;

    /// <summary>
    /// The probability. Not defined below <see cref="FewestConfigurations"/> distinct trials and for fewer observations than
    /// <see cref="FewestBlocks"/> blocks of <see cref="ShortestBlock"/> take.
    /// </summary>
    /// <param name="returns">The trials' returns.</param>
    /// <param name="blocks">
    /// Blocks of time, even, from <see cref="FewestBlocks"/> to <see cref="MostBlocks"/>; 16 give 12,870 combinations. Fewer are taken
    /// where the time is too short.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The number of blocks is odd or outside its range.</exception>
    public static Measured<BacktestOverfitting> Compute(TrialReturns returns, int blocks = 16)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (blocks is < FewestBlocks or > MostBlocks || blocks % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(blocks), blocks, $"The number of blocks must be even and lie between {FewestBlocks} and {MostBlocks}.");
        }

        var distinct = returns.Distinct();
        if (distinct.Trials < FewestConfigurations)
        {
            return new Undefined($"there are {distinct.Trials} configurations with different returns and it takes {FewestConfigurations}");
        }

        var fitting = Math.Min(blocks, returns.Observations / ShortestBlock / 2 * 2);
        return fitting < FewestBlocks
            ? new Undefined($"there are {returns.Observations} returns and it takes {FewestBlocks * ShortestBlock}")
            : SymmetricCrossValidation.Run(distinct, fitting);
    }
}
