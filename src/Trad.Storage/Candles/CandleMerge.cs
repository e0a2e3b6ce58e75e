using Trad.Candles;

namespace Trad.Storage.Candles;

/// <summary>The merge of stored candles with new ones: every open time once, the new candle where both have one.</summary>
/// <param name="Candles">The merged series.</param>
/// <param name="Inserted">New candles whose open time was not stored.</param>
/// <param name="Replaced">New candles that differ from the stored one they replace.</param>
/// <param name="Unchanged">New candles equal to the stored one.</param>
internal sealed record CandleMerge(CandleSeries Candles, long Inserted, long Replaced, long Unchanged)
{
    /// <summary>Whether the merged series differs from the stored one.</summary>
    public bool ChangesAnything => Inserted + Replaced > 0;

    /// <summary>Merges two series of one interval.</summary>
    public static CandleMerge Combine(CandleSeries stored, CandleSeries added)
    {
        if (stored.Count == 0)
        {
            return new CandleMerge(added, added.Count, 0, 0);
        }

        var merged = CandleColumns.Allocate(stored.Count + added.Count - CountCommon(stored, added));
        long inserted = 0, replaced = 0, unchanged = 0;
        for (int i = 0, j = 0, k = 0; k < merged.OpenTime.Length; k++)
        {
            if (j == added.Count || (i < stored.Count && stored.OpenTime[i] < added.OpenTime[j]))
            {
                merged.Set(k, stored[i++]);
                continue;
            }

            var candle = added[j++];
            merged.Set(k, candle);
            if (i == stored.Count || stored.OpenTime[i] > candle.OpenTime)
            {
                inserted++;
            }
            else if (stored[i++].Equals(candle))
            {
                unchanged++;
            }
            else
            {
                replaced++;
            }
        }

        return new CandleMerge(new CandleSeries(added.Interval, merged), inserted, replaced, unchanged);
    }

    private static int CountCommon(CandleSeries stored, CandleSeries added)
    {
        var common = 0;
        for (int i = 0, j = 0; i < stored.Count && j < added.Count;)
        {
            var order = stored.OpenTime[i].CompareTo(added.OpenTime[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common;
    }
}
