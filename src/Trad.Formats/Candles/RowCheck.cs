using Trad.Candles;
using Trad.Candles.Quality;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>What is wrong with a row by itself: the rules of a candle, and what no file of a market holds.</summary>
internal static class RowCheck
{
    /// <summary>What is wrong with a candle, in words; null when nothing is.</summary>
    /// <param name="candle">The candle.</param>
    /// <param name="interval">The interval that it is to have.</param>
    /// <param name="previous">The open time of the row before, epoch milliseconds; null for the first.</param>
    /// <param name="plausibility">Which candles are absurd.</param>
    public static string? Find(in Candle candle, Interval interval, long? previous, CandlePlausibility plausibility)
    {
        var defect = CandleRules.Check(candle, interval);
        if (defect == CandleDefect.OffGrid && previous is { } before
            && Math.Abs(candle.OpenTime - before) is var apart && apart < interval.ShortestMilliseconds)
        {
            return $"{CandleRules.Describe(defect, candle, interval)}; it lies {CandleSpacing.Describe(apart)} from the one before, "
                + $"and the interval given is {interval}";
        }

        if (defect != CandleDefect.None)
        {
            return CandleRules.Describe(defect, candle, interval)
                + (defect == CandleDefect.OffGrid ? OffGrid.Remedy(candle.OpenTime, interval) : "");
        }

        return candle.OpenTime < TimeRange.Always.Start || candle.OpenTime > TimeRange.Always.End
            ? $"open_time {candle.OpenTime} is no representable time"
            : plausibility.FindAbsurdity(candle);
    }
}
