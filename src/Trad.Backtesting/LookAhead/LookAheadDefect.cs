using System.Globalization;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>A signal that depends on candles behind its own.</summary>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="Parameters">The parameters with which it was found.</param>
/// <param name="Candle">The open time of the signal's candle, epoch milliseconds UTC.</param>
/// <param name="Direction">The signal with the candles as they are: 1 long, −1 short, 0 none.</param>
/// <param name="Otherwise">The signal with the candles behind it changed; the same direction when stop, target or holding differ.</param>
/// <param name="Change">What was done to the candles behind it.</param>
/// <param name="Indicator">
/// The innermost indicator that the strategy asked for whose value up to that candle changed as well; null when none did, so that
/// the strategy itself reads later candles.
/// </param>
public sealed record LookAheadDefect(
    string Strategy, StrategyParameters Parameters, long Candle, int Direction, int Otherwise, FutureChange Change, string? Indicator)
{
    /// <summary>What is wrong, in a sentence or two for people.</summary>
    public string Describe()
    {
        var becomes = Direction == Otherwise ? "another stop, target or holding time" : SignalName.FromDirection(Otherwise);
        var change = Change switch
        {
            FutureChange.CutOff => "the candles behind it are cut off",
            FutureChange.Reversed => "the moves behind it are turned around",
            FutureChange.Shuffled => "the moves behind it come in another order",
            FutureChange.Calm => "the price stands still behind it",
            FutureChange.SlightlyRaised or FutureChange.ModeratelyRaised => "the candles behind it are a little higher",
            FutureChange.SlightlyLowered or FutureChange.ModeratelyLowered => "the candles behind it are a little lower",
            FutureChange.Raised => "the candles behind it are replaced by much higher ones",
            FutureChange.Lowered => "the candles behind it are replaced by much lower ones",
            _ => "it is asked again about the same candles",
        };
        if (Change == FutureChange.Nothing)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Strategy} keeps something between calls: at the candle of {Timestamp.Format(Candle)} it says {SignalName.FromDirection(Direction)}, but {becomes} when {change} ({Parameters}).");
        }

        var cause = Indicator is null
            ? "No indicator that it asked for changes, so it reads later candles or values itself"
            : $"The indicator '{Indicator}' looks ahead: its value there changes too";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Strategy} looks ahead: at the candle of {Timestamp.Format(Candle)} it says {SignalName.FromDirection(Direction)}, but {becomes} when {change}. {cause} ({Parameters}).");
    }
}
