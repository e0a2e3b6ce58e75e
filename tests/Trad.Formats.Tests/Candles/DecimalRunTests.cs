using CsCheck;
using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Candles;

/// <summary>Wrong prices that bear each other out, and honest leaps that look like them.</summary>
public sealed class DecimalRunTests
{
    private static readonly Interval[] Intervals =
        [Interval.OneMinute, Interval.FiveMinutes, Interval.OneHour, Interval.OneDay, Interval.OneWeek];

    [Fact]
    public void Find_some_candles_in_a_row_whose_decimal_point_was_lost_tells_the_first_of_them_and_how_many() =>
        Gen.Select(
            Gen.Int[0, Intervals.Length - 1].Select(i => Intervals[i]), Gen.Int[1, 80], Gen.Int[1, DecimalRuns.Longest],
            Gen.Int[-3, 3].Where(digits => digits != 0), Gen.Bool, Gen.Int)
            .Sample((interval, from, length, digits, isBridged, seed) =>
            {
                var candles = Walk(interval, 100, seed);
                var factor = Math.Pow(10, digits);
                for (var i = from; i < from + length; i++)
                {
                    candles[i] = Times(candles[i], factor, isOpenSound: isBridged && i == from);
                }

                // Whoever makes opens of the closes before makes no leap from candle to candle.
                candles[from + length] = isBridged
                    ? Times(candles[from + length], 1) with { Open = candles[from + length - 1].Close }
                    : candles[from + length];
                var position = PriceOutliers.Find(CandleSeries.From(interval, [.. candles.Select(Sound)]), 0, out var defect, out var told);

                Assert.Equal((from, length), (position, told));
                Assert.NotNull(defect);
            });

    [Fact]
    public void Find_a_run_behind_the_first_candle_tells_the_run_and_not_the_candle_that_prices_come_back_to()
    {
        var candles = Walk(Interval.OneMinute, 100, -210_608);
        for (var i = 1; i < 1 + DecimalRuns.Longest; i++)
        {
            candles[i] = Times(candles[i], 0.01);
        }

        var position = PriceOutliers.Find(CandleSeries.From(Interval.OneMinute, [.. candles.Select(Sound)]), 0, out _, out var told);

        Assert.Equal((1, DecimalRuns.Longest), (position, told));
    }

    [Fact]
    public void Find_all_tells_every_candle_of_a_run_and_goes_on_behind_it()
    {
        var candles = Walk(Interval.OneHour, 60, 8);
        foreach (var i in (int[])[10, 11, 12, 40])
        {
            candles[i] = Times(candles[i], 100);
        }

        var found = PriceOutliers.FindAll(CandleSeries.From(Interval.OneHour, [.. candles.Select(Sound)])).ToList();

        Assert.Equal([(10, 10), (11, 10), (12, 10), (40, 40)], found.Select(each => (each.Position, each.First)));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("high")]
    [InlineData("low")]
    public void Find_one_price_of_a_day_that_is_ten_times_the_others_tells_it_though_prices_fell_since(string field)
    {
        var candles = Walk(Interval.OneDay, 40, 7);
        var wrong = candles[20];
        candles[20] = field switch
        {
            "open" => wrong with { Open = wrong.Open * 9.2 },
            "high" => wrong with { High = wrong.Close * 9.2 },
            _ => wrong with { Low = wrong.Close / 9.2 },
        };

        Assert.Equal(20, PriceOutliers.Find(CandleSeries.From(Interval.OneDay, [.. candles.Select(Sound)]), out var defect));
        Assert.Contains(field, defect, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1d", 20, 0)]
    [InlineData("1d", 0.05, 0)]
    [InlineData("1h", 4, 17)]
    [InlineData("5m", 0.25, 210)]
    [InlineData("1m", 7, 1050)]
    public void Find_a_split_while_nothing_was_traded_passes(string code, double factor, int missing)
    {
        var interval = Interval.Parse(code);
        var candles = Walk(interval, 60, 3);
        for (var i = 30; i < candles.Count; i++)
        {
            candles[i] = Times(candles[i], factor) with { OpenTime = interval.Shift(candles[i].OpenTime, missing) };
        }

        Assert.Equal(-1, PriceOutliers.Find(CandleSeries.From(interval, candles), out var defect));
        Assert.Null(defect);
    }

    [Fact]
    public void Find_a_listing_that_loses_nine_tenths_of_its_first_price_in_hours_passes()
    {
        double[] closes = [100, 70, 40, 20, 12, 10, 9, 9, 9, 9, 9, 9];

        Assert.Equal(-1, PriceOutliers.Find(Closing(Interval.OneHour, closes), out _));
    }

    [Theory]
    [InlineData(0.01, 1.2, 0.01, 0.4)]
    [InlineData(2, 9, 1.5, 3)]
    public void Find_a_listing_whose_first_candle_is_far_from_those_behind_it_passes(double open, double high, double low, double close)
    {
        var candles = Walk(Interval.OneMinute, 40, 5);
        candles = [.. candles.Select(candle => Times(candle, 0.004))];
        candles[0] = candles[0] with { Open = open, High = high, Low = low, Close = close };
        candles[1] = Sound(candles[1] with { Open = close });

        Assert.Equal(-1, PriceOutliers.Find(CandleSeries.From(Interval.OneMinute, candles), out var defect));
        Assert.Null(defect);
    }

    [Fact]
    public void Find_a_crash_in_the_midst_of_which_the_file_ends_passes()
    {
        double[] closes = [100, 100, 101, 100, 99, 100, 70, 45, 25];

        Assert.Equal(-1, PriceOutliers.Find(Closing(Interval.FiveMinutes, closes), out _));
    }

    [Fact]
    public void Find_a_crash_to_a_tenth_that_comes_back_by_and_by_passes()
    {
        double[] closes = [100, 100, 100, 100, 60, 30, 12, 10, 10, 11, 13, 20, 40, 60, 80, 90, 90, 90];

        Assert.Equal(-1, PriceOutliers.Find(Closing(Interval.OneMinute, closes), out _));
    }

    private static CandleSeries Closing(Interval interval, double[] closes) => CandleSeries.From(
        interval,
        [.. closes.Select((close, i) => Sound(new Candle(Time(interval, i), i == 0 ? close : closes[i - 1], close, close, close, 1)))]);

    // At most a hundredth from candle to candle.
    private static List<Candle> Walk(Interval interval, int count, int seed)
    {
        var random = new Random(seed);
        var candles = new List<Candle>();
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            var open = price;
            price *= 1 + ((random.NextDouble() - 0.5) * 0.02);
            candles.Add(Sound(new Candle(Time(interval, i), open, open, open, price, 1)));
        }

        return candles;
    }

    private static long Time(Interval interval, int i) =>
        interval.Shift(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), i);

    private static Candle Times(Candle candle, double factor, bool isOpenSound = false) => candle with
    {
        Open = isOpenSound ? candle.Open : candle.Open * factor,
        High = candle.High * factor,
        Low = candle.Low * factor,
        Close = candle.Close * factor,
    };

    private static Candle Sound(Candle candle) => candle with
    {
        High = Math.Max(candle.High, Math.Max(candle.Open, candle.Close)),
        Low = Math.Min(candle.Low, Math.Min(candle.Open, candle.Close)),
    };
}
