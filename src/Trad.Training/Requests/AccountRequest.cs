using System.ComponentModel.DataAnnotations;

namespace Trad.Training.Requests;

/// <summary>The account that a backtest trades; of several symbols each has one.</summary>
public sealed record AccountRequest
{
    /// <summary>Cash at the start, in the quote currency. <value>The default is 10,000.</value></summary>
    [Range(RequestLimits.LeastCapital, RequestLimits.MostCapital)]
    public double? InitialCapital { get; init; }

    /// <summary>Notional that the equity carries at most, in multiples. <value>The default is 1: no leverage.</value></summary>
    [Range(1, RequestLimits.HighestLeverage)]
    public double? Leverage { get; init; }

    /// <summary>
    /// Maintenance margin, a fraction of the notional, below 1 divided by the leverage: a position is closed by force at the price where
    /// the equity falls to it. <value>The default is none: nothing is liquidated.</value>
    /// </summary>
    [Range(0, RequestLimits.LargestDistance)]
    public double? MaintenanceMargin { get; init; }

    /// <summary>
    /// Whether positions are sized by the equity as it is, or by the initial capital as far as the cash goes. <value>The default is
    /// true.</value>
    /// </summary>
    public bool? Compounding { get; init; }
}
