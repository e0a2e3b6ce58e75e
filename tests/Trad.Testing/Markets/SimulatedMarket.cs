using Trad.Candles;

namespace Trad.Testing.Markets;

/// <summary>What moves the price of a simulated market, beside chance.</summary>
public enum Edge
{
    /// <summary>Nothing: the logarithm of the price is a martingale with clustered volatility.</summary>
    None,

    /// <summary>A drift that keeps its sign for five days on average.</summary>
    Trend,

    /// <summary>Deviations from a fair price that fade within half a day.</summary>
    Reversion,
}

/// <summary>
/// Hourly candles of a market whose truth is known: volatility clusters (its logarithm is an autoregressive process), returns within it
/// are normal, and on top there is a planted edge or none.
/// </summary>
public static class SimulatedMarket
{
    private const int StepsPerCandle = 6;
    private const int HoursPerYear = 24 * 365;
    private const double Volatility = 0.6;
    private const double VolatilityPersistence = 0.99;
    private const double VolatilityOfVolatility = 0.06;
    private const double PersistenceHours = 120;

    /// <summary>The candles.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="days">How many days of hourly candles.</param>
    /// <param name="seed">Of the chance.</param>
    /// <param name="strength">
    /// The edge: for a trend its drift per year as a logarithm, for a reversion the deviation's standard deviation, a fraction of the
    /// price.
    /// </param>
    public static CandleSeries Make(Edge edge, int days, int seed, double strength)
    {
        var random = new Random(seed);
        var count = days * 24;
        var columns = CandleColumns.Allocate(count);
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var step = 1.0 / (HoursPerYear * StepsPerCandle);
        var fade = Math.Exp(-step * HoursPerYear / 8);
        var (fair, deviation, logVolatility, sign) = (Math.Log(20_000), 0.0, 0.0, 1);
        var price = Math.Exp(fair);
        for (var i = 0; i < count; i++)
        {
            logVolatility = (VolatilityPersistence * logVolatility) + (VolatilityOfVolatility * Normal(random));
            var sigma = Volatility * Math.Exp(logVolatility) * Math.Sqrt(step);
            sign = random.NextDouble() < 1.0 / PersistenceHours ? -sign : sign;
            var (open, high, low) = (price, price, price);
            for (var j = 0; j < StepsPerCandle; j++)
            {
                fair += (sigma * Normal(random)) + (edge == Edge.Trend ? sign * strength * step : 0);
                deviation = edge == Edge.Reversion ? (fade * deviation) + (strength * Math.Sqrt(1 - (fade * fade)) * Normal(random)) : 0;
                price = Math.Exp(fair + deviation);
                (high, low) = (Math.Max(high, price), Math.Min(low, price));
            }

            columns.Set(
                i,
                new Candle(
                    start + (i * Interval.OneHour.Milliseconds), open, high, low, price,
                    100 * Math.Exp(logVolatility) * (0.5 + random.NextDouble())));
        }

        return new CandleSeries(Interval.OneHour, columns);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
