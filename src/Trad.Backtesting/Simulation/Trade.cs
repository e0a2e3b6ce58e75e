namespace Trad.Backtesting.Simulation;

/// <summary>One position from entry to exit.</summary>
/// <param name="EntryIndex">Position of the candle of the entry.</param>
/// <param name="EntryPrice">Fill price of the entry, slippage included.</param>
/// <param name="ExitIndex">Position of the candle of the exit.</param>
/// <param name="ExitPrice">Fill price of the exit, slippage included.</param>
/// <param name="Size">Amount in the base currency; negative when short.</param>
/// <param name="EntryFee">Fee of the entry, quote currency.</param>
/// <param name="ExitFee">Fee of the exit, quote currency.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Funding">Funding paid while it was held, quote currency; negative when received.</param>
public readonly record struct Trade(
    int EntryIndex,
    double EntryPrice,
    int ExitIndex,
    double ExitPrice,
    double Size,
    double EntryFee,
    double ExitFee,
    ExitReason Reason,
    double Funding = 0)
{
    /// <summary>Gain in the quote currency after fees and funding.</summary>
    public double Profit => (Size * (ExitPrice - EntryPrice)) - EntryFee - ExitFee - Funding;

    /// <summary>Gain over the notional of the entry, a fraction.</summary>
    public double Return => Profit / (Math.Abs(Size) * EntryPrice);

    /// <summary>Candles from entry to exit, both included.</summary>
    public int HeldCandles => ExitIndex - EntryIndex + 1;
}

/// <summary>Why a position was closed.</summary>
public enum ExitReason
{
    /// <summary>The stop was reached where it was placed at the entry.</summary>
    Stop,

    /// <summary>The target was reached.</summary>
    Target,

    /// <summary>It was held as long as allowed.</summary>
    Time,

    /// <summary>The strategy signalled the other way.</summary>
    Signal,

    /// <summary>The candles ended; marked at the last close without costs.</summary>
    Open,

    /// <summary>The stop was reached after it had followed the price or moved to the entry price.</summary>
    TrailingStop,

    /// <summary>The equity had fallen to the maintenance margin.</summary>
    Liquidation,

    /// <summary>A hole follows that is longer than positions are held across; closed at the last candle before it, with costs.</summary>
    Gap,
}

/// <summary>Why the order of a signal opened no position.</summary>
public enum SkipReason
{
    /// <summary>The price had passed the stop: it lies on the wrong side.</summary>
    StopPassed,

    /// <summary>The price had passed the target, or was at it.</summary>
    TargetPassed,

    /// <summary>Nothing was left to trade with.</summary>
    NoCash,

    /// <summary>The size was zero or below what the exchange accepts.</summary>
    TooSmall,
}
