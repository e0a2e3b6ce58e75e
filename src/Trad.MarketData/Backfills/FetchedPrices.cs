using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.MarketData.Backfills;

/// <summary>Fetched candles beside the stored ones around them.</summary>
internal sealed class FetchedPrices
{
    private readonly CandleSeries _all;
    private readonly HashSet<long> _fetched;

    /// <summary>Puts them side by side; of an open time that both have, the fetched candle counts.</summary>
    public FetchedPrices(CandleSeries fetched, CandleSeries stored)
    {
        _fetched = [.. fetched.OpenTime];
        var all = new List<Candle>(fetched.Count + stored.Count);
        for (int i = 0, j = 0; i < fetched.Count || j < stored.Count;)
        {
            if (j == stored.Count || (i < fetched.Count && fetched.OpenTime[i] <= stored.OpenTime[j]))
            {
                j += j < stored.Count && fetched.OpenTime[i] == stored.OpenTime[j] ? 1 : 0;
                all.Add(fetched[i++]);
            }
            else
            {
                all.Add(stored[j++]);
            }
        }

        _all = CandleSeries.From(fetched.Interval, all);
    }

    /// <summary>The span in which stored candles are neighbours of fetched ones.</summary>
    public static TimeRange Around(CandleSeries fetched)
    {
        var (interval, range) = (fetched.Interval, fetched.Range);
        return new TimeRange(
            interval.Shift(range.Start, -PriceOutliers.Neighbours), interval.Shift(range.End, PriceOutliers.Neighbours));
    }

    /// <summary>The fetched candles whose prices their neighbours do not bear out, in order, each with what is wrong in words.</summary>
    public IReadOnlyList<(Candle Candle, string Defect)> FindOutliers()
    {
        var outliers = new List<(Candle, string)>();
        foreach (var (i, _, defect) in PriceOutliers.FindAll(_all))
        {
            if (_fetched.Contains(_all.OpenTime[i]))
            {
                outliers.Add((_all[i], defect));
            }
        }

        return outliers;
    }
}
