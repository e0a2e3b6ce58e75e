namespace Trad.Candles.Aggregation;

/// <summary>
/// Makes fewer candles of many, for a chart: each stands for a fixed number of places on the grid, counted from the first
/// candle. Nothing is left out, so extremes stay visible; a place without a candle adds nothing.
/// </summary>
/// <param name="interval">The candles' interval.</param>
/// <param name="places">Places on the grid that one thinned candle stands for; 1 changes nothing.</param>
public sealed class CandleThinning(Interval interval, int places)
{
    private long _end = long.MinValue;
    private Candle _open;
    private bool _isOpen;

    /// <summary>How many places to take together so that a range of candles gives at most so many.</summary>
    public static int PlacesFor(long candles, int mostPoints) => (int)Math.Max(1, (candles + mostPoints - 1) / mostPoints);

    /// <summary>Takes the next candles and gives the thinned ones that are finished.</summary>
    public IEnumerable<Candle> Add(CandleSeries candles)
    {
        for (var i = 0; i < candles.Count; i++)
        {
            var candle = candles[i];
            if (_isOpen && candle.OpenTime < _end)
            {
                _open = Join(_open, candle);
                continue;
            }

            if (_isOpen)
            {
                yield return _open;
            }

            var start = _isOpen ? interval.Shift(_end, places * (interval.CountOpens(_end, candle.OpenTime) / places)) : candle.OpenTime;
            (_open, _end, _isOpen) = (candle with { OpenTime = start }, interval.Shift(start, places), true);
        }
    }

    /// <summary>The last thinned candle, once there are no more candles.</summary>
    public IEnumerable<Candle> Finish() => _isOpen ? [_open] : [];

    private static Candle Join(in Candle first, in Candle next) => new(
        first.OpenTime,
        first.Open,
        Math.Max(first.High, next.High),
        Math.Min(first.Low, next.Low),
        next.Close,
        DecimalSum.Compute([first.Volume, next.Volume]),
        DecimalSum.Compute([first.QuoteVolume, next.QuoteVolume]),
        first.TradeCount < 0 || next.TradeCount < 0 ? CandleSeries.UnknownTradeCount : first.TradeCount + next.TradeCount);
}
