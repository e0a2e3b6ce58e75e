namespace Trad.Candles;

/// <summary>The arrays behind a <see cref="CandleSeries"/>, one per column, all of one length.</summary>
/// <param name="OpenTime">Open times, epoch milliseconds UTC.</param>
/// <param name="Open">First prices.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Last prices.</param>
/// <param name="Volume">Traded amounts, base currency.</param>
/// <param name="QuoteVolume">Traded amounts, quote currency; NaN where unknown.</param>
/// <param name="TradeCount">Numbers of trades; <see cref="CandleSeries.UnknownTradeCount"/> where unknown.</param>
public sealed record CandleColumns(
    long[] OpenTime,
    double[] Open,
    double[] High,
    double[] Low,
    double[] Close,
    double[] Volume,
    double[] QuoteVolume,
    long[] TradeCount)
{
    /// <summary>Columns of zeros, to be filled.</summary>
    public static CandleColumns Allocate(int count) => new(
        new long[count], new double[count], new double[count], new double[count], new double[count], new double[count], new double[count],
        new long[count]);

    /// <summary>Puts a candle at a position.</summary>
    public void Set(int index, in Candle candle)
    {
        OpenTime[index] = candle.OpenTime;
        Open[index] = candle.Open;
        High[index] = candle.High;
        Low[index] = candle.Low;
        Close[index] = candle.Close;
        Volume[index] = candle.Volume;
        QuoteVolume[index] = candle.QuoteVolume;
        TradeCount[index] = candle.TradeCount;
    }

    /// <summary>The candle at a position.</summary>
    public Candle At(int index) => new(
        OpenTime[index], Open[index], High[index], Low[index], Close[index], Volume[index], QuoteVolume[index], TradeCount[index]);

    /// <summary>The first rows; these columns themselves when that is all of them.</summary>
    public CandleColumns Truncate(int count) => count == OpenTime.Length
        ? this
        : new(
            OpenTime[..count], Open[..count], High[..count], Low[..count], Close[..count], Volume[..count], QuoteVolume[..count],
            TradeCount[..count]);

    /// <summary>A copy with room for more rows behind these, which are zeros.</summary>
    public CandleColumns Grow(int count)
    {
        var grown = Allocate(count);
        OpenTime.CopyTo(grown.OpenTime, 0);
        Open.CopyTo(grown.Open, 0);
        High.CopyTo(grown.High, 0);
        Low.CopyTo(grown.Low, 0);
        Close.CopyTo(grown.Close, 0);
        Volume.CopyTo(grown.Volume, 0);
        QuoteVolume.CopyTo(grown.QuoteVolume, 0);
        TradeCount.CopyTo(grown.TradeCount, 0);
        return grown;
    }

    internal void EnsureEqualLengths()
    {
        var count = OpenTime.Length;
        if (Open.Length != count || High.Length != count || Low.Length != count || Close.Length != count
            || Volume.Length != count || QuoteVolume.Length != count || TradeCount.Length != count)
        {
            throw new ArgumentException("The columns of a candle series must have one length.");
        }
    }
}
