using Trad.Candles;

namespace Trad.MarketData.Import;

/// <summary>The oldest and the newest candles of a file whose months come in any order.</summary>
internal sealed class FileEnds
{
    private const int Kept = 3;

    /// <summary>The oldest, in order.</summary>
    public IReadOnlyList<Candle> First { get; private set; } = [];

    /// <summary>The newest, in order.</summary>
    public IReadOnlyList<Candle> Last { get; private set; } = [];

    /// <summary>Takes a month.</summary>
    public void Add(CandleSeries month)
    {
        var (count, first, last) = (Math.Min(Kept, month.Count), new List<Candle>(First), new List<Candle>(Last));
        for (var i = 0; i < count; i++)
        {
            first.Add(month[i]);
            last.Add(month[month.Count - count + i]);
        }

        First = [.. first.OrderBy(candle => candle.OpenTime).Take(Kept)];
        Last = [.. last.OrderBy(candle => candle.OpenTime).TakeLast(Kept)];
    }
}
