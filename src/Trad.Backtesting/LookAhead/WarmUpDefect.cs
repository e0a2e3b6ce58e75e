using System.Globalization;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>A declared warm-up behind which signals still depend on where the candles begin.</summary>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="Parameters">The parameters with which it was found.</param>
/// <param name="WarmUp">The candles that it declares for them.</param>
/// <param name="Changed">Signals that change when the candles begin so many candles before them.</param>
/// <param name="Compared">Signals that were compared.</param>
/// <param name="Candle">The open time of the first changed signal's candle, epoch milliseconds UTC.</param>
/// <param name="Direction">That signal with a long history: 1 long, −1 short, 0 none.</param>
/// <param name="Otherwise">That signal with the declared warm-up alone.</param>
/// <param name="Indicator">
/// The indicator that the strategy asked for whose value at that candle changed most, in relation to itself; null when none did.
/// </param>
public sealed record WarmUpDefect(
    string Strategy,
    StrategyParameters Parameters,
    int WarmUp,
    int Changed,
    int Compared,
    long Candle,
    int Direction,
    int Otherwise,
    string? Indicator)
{
    /// <summary>What is wrong, in a sentence or two for people.</summary>
    public string Describe()
    {
        var becomes = Direction == Otherwise ? "another stop or target" : SignalName.FromDirection(Otherwise);
        var cause = Indicator is null ? "" : $" The indicator '{Indicator}' needs more.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Strategy} declares a warm-up of {WarmUp} candles, but {Changed} of {Compared} signals change when the candles begin there: at the candle of {Timestamp.Format(Candle)} it says {SignalName.FromDirection(Direction)} with a longer history and {becomes} with {WarmUp} candles before.{cause} ({Parameters})");
    }
}
