namespace Trad.Backtesting.Simulation;

/// <summary>An order to open a position, made at the close of a signal's candle.</summary>
/// <param name="Side">1 to buy, −1 to sell short.</param>
/// <param name="Close">The close of the signal's candle.</param>
/// <param name="Stop">Stop price; NaN for none.</param>
/// <param name="Target">Target price; NaN for none.</param>
/// <param name="TrailAfterReward">Gain, in stop distances, from which the stop follows; zero for never.</param>
/// <param name="TrailingDistance">Distance at which the stop follows the best price; NaN for never.</param>
/// <param name="BreakEvenGain">Gain, in price, at which the stop moves to the entry; NaN for never.</param>
/// <param name="AverageTrueRange">Of the signal's candle; NaN when nothing needs it.</param>
/// <param name="Volatility">Realised volatility per year at the signal's candle; NaN when nothing needs it.</param>
internal readonly record struct EntryOrder(
    int Side, double Close, double Stop, double Target, double TrailAfterReward, double TrailingDistance, double BreakEvenGain,
    double AverageTrueRange, double Volatility);
