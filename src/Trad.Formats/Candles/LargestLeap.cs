using System.Globalization;
using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>
/// The largest leap of a price from the close of one candle to the open of the one right behind it. Where coins are traded without pause
/// there is hardly any, so that one far below what is refused (<see cref="PriceOutliers"/>) is worth a look.
/// </summary>
internal sealed class LargestLeap
{
    // A market that is traded opens where it closed. Half as much again is far from that, and far below what is refused of any interval.
    private const double Noted = 1.5;

    private double _factor = 1;
    private (long Time, double From, double To) _leap;

    /// <summary>The leap in a sentence; null where none is worth one.</summary>
    public string? Note => _factor < Noted ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"The largest leap from one candle to the next is {_factor:G3} times, {_leap.From:R} to {_leap.To:R} at {Timestamp.Format(_leap.Time)}.");

    /// <summary>Looks at a month.</summary>
    public void Add(CandleSeries month)
    {
        var times = month.OpenTime;
        var open = month.Open;
        var close = month.Close;
        for (var i = 1; i < times.Length; i++)
        {
            var factor = open[i] > close[i - 1] ? open[i] / close[i - 1] : close[i - 1] / open[i];
            if (factor > _factor && times[i] == month.Interval.CloseOf(times[i - 1]))
            {
                (_factor, _leap) = (factor, (times[i], close[i - 1], open[i]));
            }
        }
    }
}
