namespace Trad.Backtesting.Simulation;

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
