namespace Trad.Backtesting.Metrics;

/// <summary>
/// How a figure of several symbols, each backtested with an account of its own, becomes one where their joint account is not
/// known. Sums, extremes, means of returns and means per trade are what the joint account has too; other means are not.
/// </summary>
public enum MetricCombination
{
    /// <summary>The mean over the symbols; not defined when it is not for any of them.</summary>
    Mean,

    /// <summary>The mean over the trades of all symbols.</summary>
    MeanPerTrade,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The largest of those that are defined.</summary>
    Largest,

    /// <summary>The smallest of those that are defined.</summary>
    Smallest,
}
