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
