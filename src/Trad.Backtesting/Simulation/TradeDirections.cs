namespace Trad.Backtesting.Simulation;

/// <summary>Which way trades may go.</summary>
public enum TradeDirections
{
    /// <summary>Long and short.</summary>
    Both,

    /// <summary>Long only; a short signal closes a long position.</summary>
    LongOnly,

    /// <summary>Short only; a long signal closes a short position.</summary>
    ShortOnly,
}
