namespace Trad.Candles.Stores;

/// <summary>One stored month of a market.</summary>
/// <param name="Year">Calendar year UTC.</param>
/// <param name="Month">Calendar month UTC, 1 to 12.</param>
/// <param name="Version">Changes with every write (the blob's ETag).</param>
/// <param name="Rows">Candles stored.</param>
/// <param name="FirstOpenTime">Open time of the first candle, epoch milliseconds UTC.</param>
/// <param name="LastOpenTime">Open time of the last candle, epoch milliseconds UTC.</param>
/// <param name="Bytes">Size as stored.</param>
public sealed record CandlePartition(
    int Year, int Month, string Version, long Rows, long FirstOpenTime, long LastOpenTime, long Bytes)
{
    /// <summary>Why it cannot even be told what is in it; null when that is known. Then it counts as empty.</summary>
    public string? Damage { get; init; }

    /// <summary>The month as a half-open range.</summary>
    public TimeRange Range => new Month(Year, Month).Range;
}
