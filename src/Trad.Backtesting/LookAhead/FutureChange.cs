namespace Trad.Backtesting.LookAhead;

/// <summary>What was done to the candles behind a moment, to see whether the signals before it stay.</summary>
public enum FutureChange
{
    /// <summary>They were cut off, as if the moment were now.</summary>
    CutOff,

    /// <summary>Their prices and volumes were multiplied.</summary>
    Raised,

    /// <summary>Their prices were divided, and their volumes with them.</summary>
    Lowered,
}
