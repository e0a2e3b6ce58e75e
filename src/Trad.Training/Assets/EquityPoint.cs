namespace Trad.Training.Assets;

/// <summary>The worth of an account at the close of a candle.</summary>
/// <param name="Time">The close of the candle.</param>
/// <param name="Equity">Cash plus position, quote currency; the hold-out goes on where the in-sample part ends.</param>
/// <param name="Drawdown">Fall from the highest equity so far, a fraction of it.</param>
/// <param name="InSample">Whether the candle is one that the trials saw.</param>
public readonly record struct EquityPoint(DateTimeOffset Time, double Equity, double Drawdown, bool InSample);
