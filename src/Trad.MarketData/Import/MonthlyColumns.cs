using Trad.Candles;

namespace Trad.MarketData.Import;

/// <summary>Gathers sorted candles month by month, so that a long file needs its columns in memory once and no more.</summary>
internal sealed class MonthlyColumns(Interval interval)
{
    private readonly List<CandleSeries> _months = [];
    private CandleColumns _columns = CandleColumns.Allocate(0);
    private TimeRange _range;
    private int _count;

    /// <summary>Candles gathered.</summary>
    public long Count { get; private set; }

    /// <summary>Appends the next candle.</summary>
    public void Add(in Candle candle)
    {
        if (!_range.Contains(candle.OpenTime))
        {
            Close();
            _range = Month.Of(candle.OpenTime).Range;
            _columns = CandleColumns.Allocate((int)new TimeRange(candle.OpenTime, _range.End).CountCandles(interval));
        }

        _columns.Set(_count++, candle);
        Count++;
    }

    /// <summary>The months, oldest first.</summary>
    public IReadOnlyList<CandleSeries> Finish()
    {
        Close();
        return _months;
    }

    private void Close()
    {
        if (_count > 0)
        {
            _months.Add(new CandleSeries(interval, _columns.Truncate(_count)));
        }

        _count = 0;
    }
}
