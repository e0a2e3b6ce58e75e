namespace Trad.Backtesting.Simulation;

/// <summary>An open position. Prices of stops and targets are NaN where there are none.</summary>
internal struct Position
{
    /// <summary>Amount in the base currency; negative when short, zero when there is none.</summary>
    public double Size;

    /// <summary>1 for long, −1 for short, 0 for none.</summary>
    public int Side;

    /// <summary>Position of the candle of the entry.</summary>
    public int EntryIndex;

    /// <summary>Price of the entry, slippage included.</summary>
    public double EntryPrice;

    /// <summary>Fee of the entry.</summary>
    public double EntryFee;

    /// <summary>Funding paid so far.</summary>
    public double Funding;

    /// <summary>Stop price, as it stands now.</summary>
    public double Stop;

    /// <summary>Target price.</summary>
    public double Target;

    /// <summary>Distance of the stop from the signal's close at the entry: the unit of rewards.</summary>
    public double Risk;

    /// <summary>Gain, in units of <see cref="Risk"/>, from which the stop follows at one such distance; zero for never.</summary>
    public double TrailAfterReward;

    /// <summary>Distance at which the stop follows the best price; NaN for never.</summary>
    public double TrailingDistance;

    /// <summary>Gain, in price, at which the stop moves to the entry price; NaN for never.</summary>
    public double BreakEvenGain;

    /// <summary>The best price since the entry.</summary>
    public double Best;

    /// <summary>Whether the stop has moved.</summary>
    public bool HasMovedStop;

    /// <summary>Price of a forced closing.</summary>
    public double Liquidation;

    /// <summary>The nearer of two prices below a long or above a short position; one that is NaN does not count.</summary>
    public static double Nearer(int side, double left, double right) =>
        double.IsNaN(left) ? right : double.IsNaN(right) ? left : side > 0 ? Math.Max(left, right) : Math.Min(left, right);
}
