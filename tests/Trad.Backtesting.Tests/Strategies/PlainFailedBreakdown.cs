using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies;

/// <summary>
/// The failed breakdown (long side) written straight from its rules: every pair of range and breakdown that leads to a candle.
/// </summary>
internal static class PlainFailedBreakdown
{
    /// <summary>The spring's lowest low when the candle signals; null when it does not.</summary>
    public static double? LowestLow(CandleSeries c, int t, IReadOnlyDictionary<string, double> p)
    {
        var duration = (int)Math.Min(p["recovery_speed"], p["spring_max_duration"]);

        // The latest range first: it is the one that counts.
        for (var end = t - 2; end >= Math.Max((int)p["range_lookback_periods"] - 1, t - 50 - duration); end--)
        {
            if (Spring(c, t, end, duration, p) is { } lowest)
            {
                return lowest;
            }
        }

        return null;
    }

    private static double? Spring(CandleSeries c, int t, int end, int duration, IReadOnlyDictionary<string, double> p)
    {
        var length = (int)p["range_lookback_periods"];
        var range = Enumerable.Range(end - length + 1, length).ToList();
        var support = range.Min(i => c.Low[i]);
        var mean = range.Average(i => c.Volume[i]);
        if ((range.Max(i => c.High[i]) - support) / support > p["range_tightness_threshold"]
            || range.TakeLast(length / 2).Average(i => c.Volume[i]) >= 0.8 * range.Take(length / 2).Average(i => c.Volume[i]))
        {
            return null;
        }

        var touches = range.Count(i => c.Low[i] <= support * 1.005);
        var breakdown = Enumerable.Range(end + 1, 50).TakeWhile(i => i < t).FirstOrDefault(
            i => c.Low[i] <= support * (1 - p["breakdown_depth"]) && c.Volume[i] <= p["breakdown_volume_threshold"] * mean, -1);
        if (touches < p["min_touches"] || breakdown < 0 || t - breakdown > duration)
        {
            return null;
        }

        var recovery = Enumerable.Range(breakdown + 1, t - breakdown).FirstOrDefault(i => c.Close[i] > support, -1);
        if (recovery != t || c.Close[t] > support * 1.03 || c.Volume[t] < p["recovery_volume_threshold"] * mean)
        {
            return null;
        }

        var weakness = Math.Max(0, 1 - (c.Volume[breakdown] / mean / p["breakdown_volume_threshold"]));
        var strength = Math.Min(1, c.Volume[t] / mean / (1.5 * p["recovery_volume_threshold"]));
        var speed = 1 - ((t - breakdown) / p["spring_max_duration"]);
        var score = (0.30 * weakness) + (0.35 * strength) + (0.20 * speed) + (0.15 * Math.Min(1, touches / 10.0));
        return score >= p["accumulation_score_minimum"]
            ? Enumerable.Range(breakdown, t - breakdown + 1).Min(i => c.Low[i])
            : null;
    }
}
