using System.ComponentModel.DataAnnotations;
using Trad.Backtesting.Simulation;

namespace Trad.Training.Requests;

/// <summary>How large positions are.</summary>
public sealed record SizingRequest
{
    /// <summary>The method.</summary>
    public PositionSizing? Mode { get; init; }

    /// <summary>
    /// What the method is told: the share of the equity that a stopped-out trade may lose (0.02 when absent), the share that
    /// a position takes (0.1) or the yearly volatility aimed at (0.2); nothing for all-in.
    /// </summary>
    [Range(0, RequestLimits.LargestSizingValue, MinimumIsExclusive = true)]
    public double? Value { get; init; }
}
