namespace Trad.Backtesting.Indicators;

/// <summary>What a standard deviation divides the sum of squares by.</summary>
public enum DeviationKind
{
    /// <summary>The number of values n.</summary>
    Population,

    /// <summary>n − 1 (Bessel's correction).</summary>
    Sample,
}
