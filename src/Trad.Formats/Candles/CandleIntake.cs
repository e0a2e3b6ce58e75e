using Trad.Candles;
using Trad.Candles.Quality;

namespace Trad.Formats.Candles;

/// <summary>
/// Takes the candles of a file one by one, checks each, and hands on whole months, so that memory holds one month and not the
/// file.
/// </summary>
/// <param name="interval">The candles' interval.</param>
/// <param name="limits">How many there may be.</param>
/// <param name="plausibility">Which candles are absurd.</param>
public sealed class CandleIntake(Interval interval, CandleFileLimits limits, CandlePlausibility plausibility)
{
    private CandleColumns _columns = CandleColumns.Allocate(0);
    private TimeRange _month;
    private long _first;
    private long _previous = long.MinValue;
    private int _count;

    /// <summary>Candles taken.</summary>
    public long Count { get; private set; }

    /// <summary>From the first open time to the last close; empty before the first candle.</summary>
    public TimeRange Range => Count == 0 ? default : new TimeRange(_first, _previous + interval.Milliseconds);

    /// <summary>Takes the next candle; gives the month before it when it is the first of another.</summary>
    /// <param name="candle">The candle.</param>
    /// <param name="defect">What is wrong with it, in words; null when it was taken.</param>
    public CandleSeries? Add(in Candle candle, out string? defect)
    {
        defect = FindDefect(candle);
        if (defect is not null)
        {
            return null;
        }

        CandleSeries? finished = null;
        if (!_month.Contains(candle.OpenTime))
        {
            finished = Finish();
            Begin(candle.OpenTime);
        }

        _columns.Set(_count++, candle);
        _previous = candle.OpenTime;
        Count++;
        return finished;
    }

    /// <summary>The month that is not handed on yet; null when there is none.</summary>
    public CandleSeries? Finish()
    {
        var month = _count == 0 ? null : new CandleSeries(interval, _columns.Truncate(_count));
        _count = 0;
        return month;
    }

    private void Begin(long openTime)
    {
        _first = Count == 0 ? openTime : _first;
        _month = Month.Of(openTime).Range;
        _columns = CandleColumns.Allocate((int)new TimeRange(openTime, _month.End).CountCandles(interval));
    }

    private string? FindDefect(in Candle candle)
    {
        if (Count == limits.MaximumRows)
        {
            return $"more than {limits.MaximumRows:N0} rows, which is the most allowed";
        }

        var defect = CandleRules.Check(candle, interval);
        if (defect != CandleDefect.None)
        {
            return CandleRules.Describe(defect, candle, interval);
        }

        if (candle.OpenTime < TimeRange.Always.Start || candle.OpenTime > TimeRange.Always.End)
        {
            return $"open_time {candle.OpenTime} is no representable time";
        }

        if (plausibility.FindAbsurdity(candle) is { } absurdity)
        {
            return absurdity;
        }

        return candle.OpenTime > _previous ? null
            : candle.OpenTime == _previous ? $"open_time {Timestamp.Format(candle.OpenTime)} is there already on the line before; every open time is allowed once"
            : $"open_time {Timestamp.Format(candle.OpenTime)} lies before {Timestamp.Format(_previous)}; rows must be sorted by open_time";
    }
}
