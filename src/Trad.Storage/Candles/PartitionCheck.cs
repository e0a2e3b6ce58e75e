using Trad.Candles;
using Trad.Candles.Quality;

namespace Trad.Storage.Candles;

/// <summary>What every stored partition obeys beside being sorted and unique: inside its month, every candle sound.</summary>
internal static class PartitionCheck
{
    /// <summary>The first rule that the candles break, in words; null when all is well.</summary>
    public static string? FindDefect(CandleSeries candles, Month month)
    {
        var range = month.Range;
        for (var i = 0; i < candles.Count; i++)
        {
            var candle = candles[i];
            if (!range.Contains(candle.OpenTime))
            {
                return $"open time {Timestamp.Format(candle.OpenTime)} lies outside {month}";
            }

            var defect = CandleRules.Check(candle, candles.Interval);
            if (defect != CandleDefect.None)
            {
                return $"candle {Timestamp.Format(candle.OpenTime)}: {CandleRules.Describe(defect, candle, candles.Interval)}";
            }
        }

        return null;
    }
}
