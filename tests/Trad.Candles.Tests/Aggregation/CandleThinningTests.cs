using System.Globalization;
using CsCheck;
using Trad.Candles.Aggregation;
using Trad.Testing;

namespace Trad.Candles.Tests.Aggregation;

public sealed class CandleThinningTests
{
    private static readonly CandleSeries Whole = GeneratedCandles.Make(Interval.FiveMinutes, new(2025, 1, 1, 0, 25, 0, TimeSpan.Zero), 100);

    [Fact]
    public void Thin_to_one_place_changes_nothing() => Assert.Equal(Whole.ToList(), Thin(1, Whole));

    [Fact]
    public void Thin_any_candles_in_any_parts_equals_grouping_them() =>
        Gen.Select(Gen.Bool.Array[100], Gen.Int[1, 40], Gen.Int[0, 100]).Sample((isThere, places, cut) =>
        {
            var candles = Whole.ToList().Where((_, i) => isThere[i]).ToList();
            var series = CandleSeries.From(Interval.FiveMinutes, candles);
            cut = Math.Min(cut, candles.Count);

            var thinned = Thin(places, series.Slice(0, cut), series.Slice(cut, candles.Count - cut));

            var expected = candles
                .GroupBy(candle => (candle.OpenTime - candles[0].OpenTime) / 300_000 / places)
                .Select(group => (
                    candles[0].OpenTime + (group.Key * places * 300_000),
                    group.First().Open,
                    group.Max(candle => candle.High),
                    group.Min(candle => candle.Low),
                    group.Last().Close,
                    Text(group.Sum(candle => (decimal)candle.Volume))));
            Assert.Equal(
                expected, thinned.Select(candle => (candle.OpenTime, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume)));
        });

    [Fact]
    public void Thin_months_counts_places_by_the_calendar()
    {
        var start = new DateTimeOffset(2023, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var months = GeneratedCandles.Make(Interval.OneMonth, start, 12).ToList().ToList();
        months.RemoveRange(4, 5);
        var thinning = new CandleThinning(Interval.OneMonth, 3);

        List<Candle> thinned = [.. thinning.Add(CandleSeries.From(Interval.OneMonth, months)), .. thinning.Finish()];

        Assert.Equal(
            [start, start.AddMonths(3), start.AddMonths(9)],
            thinned.Select(candle => DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenTime)));
        Assert.Equal(months[^1].Close, thinned[^1].Close);
    }

    [Fact]
    public void Places_for_any_count_give_at_most_as_many_points() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[10, 500]).Sample((candles, most) =>
        {
            var places = CandleThinning.PlacesFor(candles, most);

            Assert.True((candles + places - 1) / places <= most);
            Assert.True(places == 1 || (candles + places - 2) / (places - 1) > most, "no finer would do");
        });

    // The generated volumes are decimals; the parser gives the double nearest to their sum.
    private static double Text(decimal sum) => double.Parse(sum.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static List<Candle> Thin(int places, params CandleSeries[] parts)
    {
        var thinning = new CandleThinning(Interval.FiveMinutes, places);
        var thinned = parts.SelectMany(thinning.Add).ToList();
        return [.. thinned, .. thinning.Finish()];
    }
}
