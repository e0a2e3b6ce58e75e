using System.ComponentModel.DataAnnotations;

namespace Trad.Training.Requests;

/// <summary>
/// When positions are left, beside what the strategy says. Of two stops, targets or longest holdings the nearer or shorter counts.
/// </summary>
public sealed record ExitRequest
{
    /// <summary>
    /// Distance of a stop from the signal's close, a fraction of it. <value>The default is the strategy's stop alone.</value>
    /// </summary>
    [Range(RequestLimits.SmallestDistance, RequestLimits.LargestDistance)]
    public double? StopLoss { get; init; }

    /// <summary>
    /// Distance of a target from the signal's close, a fraction of it. <value>The default is the strategy's target alone.</value>
    /// </summary>
    [Range(RequestLimits.SmallestDistance, RequestLimits.LargestDistance)]
    public double? TakeProfit { get; init; }

    /// <summary>
    /// Distance at which a stop follows the best price since the entry, a fraction of that price; it begins that far from the signal's
    /// close. <value>The default is none.</value>
    /// </summary>
    [Range(RequestLimits.SmallestDistance, RequestLimits.LargestDistance)]
    public double? TrailingStop { get; init; }

    /// <summary>
    /// Gain, in distances of the stop from the signal's close, at which the stop moves to the entry price; nothing without a stop.
    /// <value>The default is never.</value>
    /// </summary>
    [Range(RequestLimits.SmallestReward, RequestLimits.LargestReward)]
    public double? BreakEvenAfter { get; init; }

    /// <summary>Candles that a position is held at most. <value>The default is what the strategy says.</value></summary>
    [Range(1, RequestLimits.LongestHolding)]
    public int? MaximumHolding { get; init; }

    /// <summary>
    /// Whether a signal the other way ends a position, and opens the opposite where that may be traded. <value>The default is
    /// true.</value>
    /// </summary>
    public bool? OnOppositeSignal { get; init; }
}
