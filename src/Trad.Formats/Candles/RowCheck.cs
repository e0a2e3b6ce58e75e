using Trad.Candles;
using Trad.Candles.Quality;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>What is wrong with a row by itself: the rules of a candle, and what no file of a market holds.</summary>
internal static class RowCheck
{
    // The years 2 to 9998: around each such time there are candles of every interval that can be told in words.
    private static readonly TimeRange Told = TimeRange.Between(
        new DateTimeOffset(2, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>What is wrong with a time before anything is asked of it, in words; null when nothing is.</summary>
    /// <param name="time">Epoch milliseconds.</param>
    public static string? FindTimeless(long time) => Told.Contains(time) ? null
        : $"open_time {time}, in milliseconds since 1970, is no time of a candle; allowed are times from 2009-01-03 to now";

    /// <summary>
    /// What is wrong with the open time of a candle, in words; null when it lies on the grid of the interval. The words begin with the
    /// place of a row, but not with that of a line, which is told apart.
    /// </summary>
    public static string? FindOffGrid(in Candle candle, Interval interval, string placeName, long place) =>
        interval.IsAligned(candle.OpenTime) ? null
            : (placeName == "line" ? "" : $"{placeName} {place}: ") + CandleRules.Describe(CandleDefect.OffGrid, candle, interval);

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
                + $"and the file is imported as {interval}";
        }

        if (defect != CandleDefect.None)
        {
            return CandleRules.Describe(defect, candle, interval)
                + (defect == CandleDefect.OffGrid ? OffGrid.Remedy(candle.OpenTime, interval) : "");
        }

        return plausibility.FindAbsurdity(candle);
    }
}
