namespace Trad.Candles.Quality;

/// <summary>The rules that every stored candle obeys, taken by itself.</summary>
public static class CandleRules
{
    /// <summary>The first rule that the candle breaks, or <see cref="CandleDefect.None"/>.</summary>
    public static CandleDefect Check(in Candle candle, Interval interval)
    {
        if (!interval.IsAligned(candle.OpenTime))
        {
            return CandleDefect.OffGrid;
        }

        if (!double.IsFinite(candle.Open) || !double.IsFinite(candle.High) || !double.IsFinite(candle.Low)
            || !double.IsFinite(candle.Close) || !double.IsFinite(candle.Volume))
        {
            return CandleDefect.NotFinite;
        }

        if (candle.Open <= 0 || candle.High <= 0 || candle.Low <= 0 || candle.Close <= 0)
        {
            return CandleDefect.PriceNotPositive;
        }

        if (candle.Volume < 0)
        {
            return CandleDefect.NegativeVolume;
        }

        if (candle.High < candle.Low)
        {
            return CandleDefect.HighBelowLow;
        }

        var highest = Math.Max(candle.Open, candle.Close);
        var lowest = Math.Min(candle.Open, candle.Close);
        return highest > candle.High || lowest < candle.Low ? CandleDefect.OutsideRange : CandleDefect.None;
    }

    /// <summary>Says in words what is wrong, with the values, for example <c>high 99 is below low 100</c>.</summary>
    public static string Describe(CandleDefect defect, in Candle candle, Interval interval) => defect switch
    {
        CandleDefect.None => "nothing is wrong",
        CandleDefect.OffGrid => DescribeOffGrid(candle.OpenTime, interval),
        CandleDefect.NotFinite => "a price or the volume is not a finite number",
        CandleDefect.PriceNotPositive =>
            $"a price is not positive (open {candle.Open:R}, high {candle.High:R}, low {candle.Low:R}, close {candle.Close:R})",
        CandleDefect.NegativeVolume => $"volume {candle.Volume:R} is negative",
        CandleDefect.HighBelowLow => $"high {candle.High:R} is below low {candle.Low:R}",
        CandleDefect.OutsideRange =>
            $"open {candle.Open:R} or close {candle.Close:R} lies outside low {candle.Low:R} to high {candle.High:R}",
        CandleDefect.Implausible =>
            $"a price, an amount or the time is none that a market has (low {candle.Low:R}, high {candle.High:R}, volume {candle.Volume:R})",
        _ => throw new ArgumentOutOfRangeException(nameof(defect), defect, null),
    };

    private static string DescribeOffGrid(long openTime, Interval interval)
    {
        var told = $"open time {Timestamp.Format(openTime)} is ";
        return interval == Interval.OneWeek ? $"{told}no Monday 00:00 UTC, when candles of {interval} open"
            : interval == Interval.OneMonth ? $"{told}not the first of a month at 00:00 UTC, when candles of {interval} open"
            : interval == Interval.ThreeDays
                ? $"{told}not on a day at 00:00 UTC when candles of {interval} open, every third from 1970-01-01 on"
            : $"{told}not a multiple of {interval}";
    }
}
