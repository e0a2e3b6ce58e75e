using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies;

/// <summary>The liquidity sweep written straight from its rules, candle by candle, slow and plain.</summary>
internal static class PlainLiquiditySweep
{
    public static int Direction(CandleSeries c, int t, IReadOnlyDictionary<string, double> p)
    {
        var reversal = (int)p["reversal_candles"];
        if (t - reversal - 1 < 0 || t < 14)
        {
            return 0;
        }

        // Without a candle of enough volume nothing can have pierced a level.
        if (!Before(t, reversal).Any(i => HasVolume(c, i, p)))
        {
            return 0;
        }

        var range = PlainIndicators.AverageTrueRange(c, t);
        var goesLong = Levels(c, t, p, highs: false).Any(level =>
            Math.Abs(level - c.Close[t]) <= 3 * range
            && c.Close[t] > level
            && Before(t, reversal).Any(i => HasVolume(c, i, p) && c.Low[i] <= level * (1 - p["pierce_depth"]))
            && Enumerable.Range(t - reversal, reversal + 1).Count(i => c.Close[i] > c.Open[i]) >= reversal);
        var goesShort = Levels(c, t, p, highs: true).Any(level =>
            Math.Abs(level - c.Close[t]) <= 3 * range
            && c.Close[t] < level
            && Before(t, reversal).Any(i => HasVolume(c, i, p) && c.High[i] >= level * (1 + p["pierce_depth"]))
            && Enumerable.Range(t - reversal, reversal + 1).Count(i => c.Close[i] < c.Open[i]) >= reversal);
        return goesLong == goesShort ? 0 : goesLong ? 1 : -1;
    }

    private static IEnumerable<int> Before(int t, int reversal) => Enumerable.Range(t - reversal - 1, reversal + 1);

    private static bool HasVolume(CandleSeries c, int i, IReadOnlyDictionary<string, double> p) =>
        i >= 19 && c.Volume[i] >= p["volume_spike_threshold"] * Enumerable.Range(i - 19, 20).Average(j => c.Volume[j]);

    private static List<double> Levels(CandleSeries c, int t, IReadOnlyDictionary<string, double> p, bool highs)
    {
        var prices = new List<double>();
        for (var s = Math.Max(2, t - (int)p["key_level_lookback"]); s <= t - 2; s++)
        {
            int[] neighbours = [s - 2, s - 1, s + 1, s + 2];
            if (highs ? neighbours.All(i => c.High[s] > c.High[i]) : neighbours.All(i => c.Low[s] < c.Low[i]))
            {
                prices.Add(highs ? c.High[s] : c.Low[s]);
            }
        }

        // The lowest low and the highest high are where the grouping starts.
        prices = [.. highs ? prices.OrderDescending() : prices.Order()];
        var clusters = new List<List<double>>();
        foreach (var price in prices)
        {
            if (clusters.Count > 0 && Math.Abs(price - clusters[^1].Average()) / clusters[^1].Average() <= p["min_distance_from_level"])
            {
                clusters[^1].Add(price);
            }
            else
            {
                clusters.Add([price]);
            }
        }

        return [.. clusters.Where(cluster => cluster.Count >= p["min_level_touches"]).Select(cluster => cluster.Average())];
    }
}
