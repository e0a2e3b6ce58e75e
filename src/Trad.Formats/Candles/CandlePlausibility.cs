using System.Globalization;
using Trad.Candles;
using Trad.Formats.Candles.Prices;

namespace Trad.Formats.Candles;

/// <summary>
/// What no file of a market holds, although each candle by itself obeys the rules: times before there was anything to trade
/// or that are yet to come, prices and amounts that no market has and no statistic survives.
/// </summary>
/// <param name="Latest">The last open time allowed, epoch milliseconds UTC.</param>
public readonly record struct CandlePlausibility(long Latest)
{
    /// <summary>The least price. The cheapest coins trade at some 1e-9 of a dollar, and at 1e-13 of a bitcoin nobody quotes.</summary>
    public const double LeastPrice = 1e-12;

    /// <summary>The greatest price.</summary>
    public const double GreatestPrice = 1e12;

    /// <summary>The greatest amount in a candle, in either currency, and number of trades.</summary>
    public const double GreatestAmount = 1e18;

    /// <summary>The day of the first bitcoin block, before which there was nothing to trade.</summary>
    public static readonly long Earliest = new DateTimeOffset(2009, 1, 3, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>What to do with what is wrong by all appearances and right nevertheless.</summary>
    internal const string Remedy = "import it as it is with --accept-outliers (acceptOutliers=true)";

    private const string OtherUnit = "Where prices are cents, satoshi or fixed-point numbers";

    // A day has 86.4 million milliseconds, which are taken as seconds since 1970 where they count from midnight.
    private const long EndOfSinceMidnight = 86_400_000L * 1000;

    private const string SinceMidnight = "; times since midnight are not read: write them with their day as yyyy-MM-dd HH:mm:ss";

    /// <summary>The moment of reading, epoch milliseconds UTC: a candle that closes later is still open, and left out.</summary>
    public long Now { get; init; } = TimeRange.Always.End;

    /// <summary>Whether prices that their neighbours do not bear out are taken, <see cref="PriceOutliers"/>.</summary>
    public bool AcceptsOutliers { get; init; } = true;

    /// <summary>Whether those that are taken are counted, <see cref="CandleIntake.Accepted"/>.</summary>
    public bool CountsOutliers { get; init; }

    /// <summary>From where to where the prices of the symbol can lie; null where it is not known, or any price is right.</summary>
    public PriceBand? Band { get; init; }

    /// <summary>Anything that can be represented, for files of which it does not matter when they are read.</summary>
    public static CandlePlausibility AtAnyTime => new(TimeRange.Always.End);

    /// <summary>What a file may hold at a moment: candles up to the one that is open, and one more for clocks that differ.</summary>
    public static CandlePlausibility At(DateTimeOffset now, Interval interval) => new(now.ToUnixTimeMilliseconds() + interval.Milliseconds)
    {
        Now = now.ToUnixTimeMilliseconds(),
        AcceptsOutliers = false,
    };

    /// <summary>What is absurd about the candle, in words; null when nothing is.</summary>
    public string? FindAbsurdity(in Candle candle)
    {
        if (candle.OpenTime < Earliest)
        {
            return $"open_time {Timestamp.Format(candle.OpenTime)} lies before {Timestamp.Format(Earliest)}, "
                + "when there was nothing to trade"
                + (candle.OpenTime is >= 0 and < EndOfSinceMidnight ? SinceMidnight : string.Empty);
        }

        if (candle.OpenTime > Latest)
        {
            return $"open_time {Timestamp.Format(candle.OpenTime)} lies after {Timestamp.Format(Latest)}, "
                + "now plus one interval; times to come are not imported";
        }

        // A sound candle's low is its least price, and its high the greatest.
        if (candle.Low < LeastPrice || candle.High > GreatestPrice)
        {
            var (name, price) = candle.Low < LeastPrice ? ("low", candle.Low) : ("high", candle.High);
            return $"{name} {price:R} is no price; allowed are {LeastPrice:R} to {GreatestPrice:R}"
                + (Band is null ? "" : $". {OtherUnit}: write them in {Band.Value.Currency}");
        }

        if (!AcceptsOutliers && FindOtherUnit(candle) is { } other)
        {
            return $"{other}. {OtherUnit}: write them in {Band!.Value.Currency}, or {Remedy}";
        }

        return candle.Volume > GreatestAmount ? Amount("volume", candle.Volume)
            : candle.QuoteVolume is < 0 or > GreatestAmount ? Amount("quote_volume", candle.QuoteVolume)
            : candle.TradeCount > GreatestAmount ? Amount("trade_count", candle.TradeCount)
            : null;
    }

    /// <summary>What shows that the prices are in another unit than the symbol's currency, in words; null when nothing does.</summary>
    public string? FindOtherUnit(in Candle candle) => Band is not { } band ? null
        : candle.High > band.Greatest
            ? string.Create(
                CultureInfo.InvariantCulture, $"high {candle.High:R} is no price in {band.Currency}: nothing costs more than {band.Greatest:N0}")
        : candle.Low < band.Least ? $"low {candle.Low:R} is no price in {band.Currency}: it was never less than {band.Least:R}"
        : null;

    private static string Amount(string name, double value) => $"{name} {value:R} is no amount; allowed are 0 to {GreatestAmount:R}";
}
