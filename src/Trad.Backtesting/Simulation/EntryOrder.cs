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
    double AverageTrueRange, double Volatility)
{
    /// <summary>The order that follows from a signal: of the strategy's and the conditions' stops and targets the nearer counts.</summary>
    /// <param name="side">1 to buy, −1 to sell short.</param>
    /// <param name="signal">The signal's candle.</param>
    /// <param name="close">Its close.</param>
    /// <param name="signals">What the strategy says.</param>
    /// <param name="options">The conditions.</param>
    /// <param name="averageTrueRange">Of the signal's candle; NaN when nothing needs it.</param>
    /// <param name="volatility">Realised volatility per year at the signal's candle; NaN when nothing needs it.</param>
    public static EntryOrder Plan(
        int side, int signal, double close, SignalBuffer signals, BacktestOptions options, double averageTrueRange, double volatility)
    {
        var stop = signals.Stop[signal];
        var target = signals.Target[signal];
        if (options.StopLoss is { } loss)
        {
            stop = Position.Nearer(side, stop, close * (1 - (side * loss)));
        }

        if (options.TrailingStop is { } trailing)
        {
            stop = Position.Nearer(side, stop, close * (1 - (side * trailing)));
        }

        var distance = Simulator.At(signals.TrailingDistance, signal);
        stop = Position.Nearer(side, stop, close - (side * distance));

        if (options.TakeProfit is { } profit)
        {
            target = Position.Nearer(-side, target, close * (1 + (side * profit)));
        }

        return new EntryOrder(
            side, close, stop, target, signals.TrailAfterReward, distance, Simulator.At(signals.BreakEvenGain, signal), averageTrueRange,
            volatility);
    }
}
