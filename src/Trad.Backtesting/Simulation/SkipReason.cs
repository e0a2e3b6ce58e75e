namespace Trad.Backtesting.Simulation;

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
