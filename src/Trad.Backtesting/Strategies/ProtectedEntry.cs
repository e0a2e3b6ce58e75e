using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies;

/// <summary>Entries whose stop and target are placed from the close of the signal's candle.</summary>
internal static class ProtectedEntry
{
    /// <summary>Signals an entry with a stop at a distance from the close and a target at a multiple of that distance.</summary>
    /// <param name="signals">Receives the signal.</param>
    /// <param name="t">The candle.</param>
    /// <param name="direction">1 for long, −1 for short.</param>
    /// <param name="close">The close of the candle.</param>
    /// <param name="distance">Distance of the stop, in price.</param>
    /// <param name="reward">Distance of the target, in stop distances; NaN for no target.</param>
    public static void Enter(this SignalBuffer signals, int t, int direction, double close, double distance, double reward) =>
        signals.Set(t, (sbyte)direction, close - (direction * distance), close + (direction * reward * distance));
}
