namespace Trad.Backtesting.Simulation;

/// <summary>When the order of a signal is filled. The signal itself is known at the close of its candle.</summary>
public enum FillTiming
{
    /// <summary>At the open of the next candle.</summary>
    NextOpen,

    /// <summary>At the close of the signal's own candle: nobody can trade there, so it is for comparisons only.</summary>
    Close,
}
