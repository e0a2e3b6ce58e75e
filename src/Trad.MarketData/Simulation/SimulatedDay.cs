namespace Trad.MarketData.Simulation;

/// <summary>The frame of one generated day.</summary>
/// <param name="OpenLog">Logarithm of the first price.</param>
/// <param name="CloseLog">Logarithm of the last price.</param>
/// <param name="Volatility">Standard deviation of the day's logarithmic return.</param>
internal readonly record struct SimulatedDay(double OpenLog, double CloseLog, double Volatility);
