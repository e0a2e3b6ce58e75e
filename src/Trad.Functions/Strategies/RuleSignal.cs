using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;

namespace Trad.Functions.Strategies;

/// <summary>What rules say at the close of a candle; orders fill at the next open.</summary>
/// <param name="Time">The candle's open time.</param>
/// <param name="Kind">
/// <c>enter-long</c> or <c>enter-short</c>, <c>exit-long</c> or <c>exit-short</c> where a rule to leave begins to hold.
/// </param>
/// <param name="Stop">Price of the stop of an entry; absent for none.</param>
/// <param name="Target">Price of its target; absent for none.</param>
/// <param name="Trailing">Distance, in price, at which its stop follows the best price; absent for none.</param>
public sealed record RuleSignal(DateTimeOffset Time, RuleMarkKind Kind, double? Stop, double? Target, double? Trailing)
{
    /// <summary>The signal of a mark.</summary>
    public static RuleSignal FromMark(RuleMark mark, CandleSeries candles)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return new RuleSignal(
            DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTime[mark.Candle]), mark.Kind, Told(mark.Stop), Told(mark.Target),
            Told(mark.Trailing));
    }

    private static double? Told(double price) => double.IsFinite(price) ? price : null;
}
