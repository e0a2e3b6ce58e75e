namespace Trad.Training.Validation.Statistics;

/// <summary>When a trade was made and for how long it was held; how it is filled inside its candles does not matter here.</summary>
/// <param name="Entry">Position in the prices at which it began.</param>
/// <param name="Held">Number of steps from there to the price at which it ended, at least 1.</param>
/// <param name="IsLong">Whether it earned from rising prices.</param>
/// <param name="Cost">Fees and slippage of both sides, a fraction of the entry's notional, not below zero.</param>
public readonly record struct TimedTrade(int Entry, int Held, bool IsLong, double Cost);
