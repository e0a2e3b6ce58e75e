namespace Trad.Training.Validation.LookAhead;

/// <summary>What came of a strategy's check.</summary>
public enum StrategyCheckOutcome
{
    /// <summary>Its signals depend on no later candle, and the warm-up that it declares is enough.</summary>
    Passed,

    /// <summary>It looks ahead, or declares too short a warm-up.</summary>
    Failed,

    /// <summary>It never signalled on the candles, so that there was nothing to look at.</summary>
    NothingToCheck,
}
