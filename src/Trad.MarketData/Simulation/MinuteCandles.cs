using Trad.Candles;

namespace Trad.MarketData.Simulation;

/// <summary>Fills a generated day with 1,440 one-minute candles.</summary>
internal static class MinuteCandles
{
    private const int Minutes = 1440;
    private const long MinuteLength = 60_000;
    private const double JumpChance = 1.0 / 1500;
    private const double Clustering = 0.97;
    private const double TypicalDailyValue = 1.5e9;

    public static CandleSeries Make(SimulatedDay day, RandomStream random, long start)
    {
        var scale = new double[Minutes];
        var closes = WalkCloses(day, random, scale);
        var columns = CandleColumns.Allocate(Minutes);
        var open = Round(Math.Exp(day.OpenLog));
        for (var minute = 0; minute < Minutes; minute++)
        {
            var close = Round(Math.Exp(closes[minute]));
            var high = Round(Math.Max(open, close) * Math.Exp(0.5 * scale[minute] * Math.Abs(random.Normal())));
            var low = Round(Math.Min(open, close) * Math.Exp(-0.5 * scale[minute] * Math.Abs(random.Normal())));
            var move = Math.Abs(close - open) / open / scale[minute];
            var value = TypicalDailyValue / Minutes * Busyness(minute) * (0.4 + (0.6 * move)) * Math.Exp(0.4 * random.Normal());
            columns.Set(
                minute,
                Candle(
                    start + (minute * MinuteLength), open, Math.Max(high, Math.Max(open, close)), Math.Min(low, Math.Min(open, close)),
                    close, value));
            open = close;
        }

        StopHunts.Apply(columns, random);
        return new CandleSeries(Interval.OneMinute, columns);
    }

    /// <summary>A candle with the amounts that a traded value means, rounded as an exchange does.</summary>
    public static Candle Candle(long time, double open, double high, double low, double close, double value)
    {
        var volume = Math.Round(value / close, 5);
        return new Candle(
            time, open, high, low, close, volume, Math.Round(volume * (high + low + close) / 3, 2), 1 + (long)(value / 2_000));
    }

    public static double Round(double price) => Math.Round(price, 2);

    /// <summary>The logarithms of the closes: clustered steps and jumps, bent so that the day ends where it must.</summary>
    private static double[] WalkCloses(SimulatedDay day, RandomStream random, double[] scale)
    {
        var closes = new double[Minutes];
        var excitement = 0.5 * random.Normal();
        var position = day.OpenLog;
        for (var minute = 0; minute < Minutes; minute++)
        {
            excitement = (Clustering * excitement) + (0.12 * random.Normal());
            scale[minute] = day.Volatility / Math.Sqrt(Minutes) * Math.Sqrt(Busyness(minute)) * Math.Exp(excitement);
            var step = scale[minute] * random.Normal();
            if (random.Uniform() < JumpChance)
            {
                step += 8 * scale[minute] * random.Normal();
                excitement += 0.8;
            }

            closes[minute] = position += step;
        }

        var correction = (day.CloseLog - position) / Minutes;
        for (var minute = 0; minute < Minutes; minute++)
        {
            closes[minute] += correction * (minute + 1);
        }

        return closes;
    }

    /// <summary>How busy a minute of the day is, one on average: quiet at 04:00, busiest about 15:00 UTC.</summary>
    private static double Busyness(int minute) =>
        1 + (0.45 * Math.Cos(2 * Math.PI * (minute - 900) / Minutes)) + (0.15 * Math.Cos(4 * Math.PI * (minute - 840) / Minutes));
}
