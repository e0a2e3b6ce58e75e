using Trad.Candles;

namespace Trad.MarketData.Simulation;

/// <summary>
/// Stop hunts of a generated day: where the price comes near the extreme of the last hours, one minute pierces it with a burst
/// of volume and closes back inside.
/// </summary>
internal static class StopHunts
{
    private const int LookBack = 360;
    private const int Distance = 45;
    private const double Near = 0.003;
    private const double Chance = 0.25;

    /// <summary>Changes highs, lows and volumes; opens and closes stay, so the path is the same with and without.</summary>
    public static void Apply(CandleColumns columns, RandomStream random)
    {
        var last = -Distance;
        for (var minute = LookBack; minute < columns.OpenTime.Length; minute++)
        {
            if (minute - last < Distance)
            {
                continue;
            }

            var floor = Lowest(columns.Low.AsSpan(minute - LookBack, LookBack));
            var ceiling = Highest(columns.High.AsSpan(minute - LookBack, LookBack));
            var nearFloor = columns.Close[minute] > floor && columns.Close[minute] < floor * (1 + Near);
            var nearCeiling = columns.Close[minute] < ceiling && columns.Close[minute] > ceiling * (1 - Near);
            if ((!nearFloor && !nearCeiling) || random.Uniform() > Chance)
            {
                continue;
            }

            var depth = 0.0015 + (0.004 * random.Uniform());
            var burst = 15 + (15 * random.Uniform());
            var candle = columns.At(minute);
            var high = nearFloor ? candle.High : MinuteCandles.Round(ceiling * (1 + depth));
            var low = nearFloor ? MinuteCandles.Round(floor * (1 - depth)) : candle.Low;
            columns.Set(minute, MinuteCandles.Candle(
                candle.OpenTime, candle.Open, Math.Max(high, candle.High), Math.Min(low, candle.Low), candle.Close,
                burst * candle.Volume * candle.Close));
            last = minute;
        }
    }

    private static double Lowest(ReadOnlySpan<double> values)
    {
        var lowest = double.PositiveInfinity;
        foreach (var value in values)
        {
            lowest = Math.Min(lowest, value);
        }

        return lowest;
    }

    private static double Highest(ReadOnlySpan<double> values)
    {
        var highest = double.NegativeInfinity;
        foreach (var value in values)
        {
            highest = Math.Max(highest, value);
        }

        return highest;
    }
}
