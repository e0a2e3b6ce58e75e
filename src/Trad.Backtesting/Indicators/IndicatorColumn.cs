namespace Trad.Backtesting.Indicators;

/// <summary>An indicator as a column of values, one per candle.</summary>
/// <param name="Name">What it is, with its lengths, for example <c>exponential average 26</c>.</param>
/// <param name="Values">The values; NaN where there is none yet.</param>
public readonly record struct IndicatorColumn(string Name, ReadOnlyMemory<double> Values);
