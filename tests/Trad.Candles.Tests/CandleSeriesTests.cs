using CsCheck;

namespace Trad.Candles.Tests;

public sealed class CandleSeriesTests
{
    private static readonly Interval Minute = Interval.OneMinute;

    // Candles at some of the first minutes, each with values of its own in every column.
    private static readonly Gen<List<Candle>> Any = Gen.Bool.Array[0, 40].Select(present => Enumerable.Range(0, present.Length)
        .Where(i => present[i])
        .Select(i => new Candle(i * 60_000L, i + 0.1, i + 0.2, i + 0.3, i + 0.4, i + 0.5, i + 0.6, i)).ToList());

    [Fact]
    public void Series_gives_back_every_column_of_the_candles_that_it_was_made_of() => Any.Sample(candles =>
    {
        var series = CandleSeries.From(Minute, candles);

        Assert.Equal(candles, Enumerable.Range(0, series.Count).Select(i => series[i]));
        Assert.Equal(candles.Select(candle => candle.OpenTime), series.OpenTime.ToArray());
        Assert.Equal(candles.Select(candle => candle.QuoteVolume), series.QuoteVolume.ToArray());
        Assert.Equal(candles.Select(candle => candle.TradeCount), series.TradeCount.ToArray());
        Assert.Equal(candles.Count == 0 ? default : new TimeRange(candles[0].OpenTime, candles[^1].OpenTime + 60_000), series.Range);
    });

    [Fact]
    public void Slice_by_any_range_is_what_opens_in_it_also_of_a_slice() =>
        Gen.Select(Any, Gen.Int[-2, 42], Gen.Int[-2, 42], Gen.Int[-2, 42]).Sample((candles, a, b, c) =>
        {
            var first = new TimeRange(Math.Min(a, b) * 60_000L, Math.Max(a, b) * 60_000L);
            var second = new TimeRange((Math.Min(a, c) * 60_000L) + 1, (Math.Max(a, c) * 60_000L) + 1);

            var sliced = CandleSeries.From(Minute, candles).Slice(first).Slice(second);

            Assert.Equal(
                candles.Where(candle => first.Contains(candle.OpenTime) && second.Contains(candle.OpenTime)),
                Enumerable.Range(0, sliced.Count).Select(i => sliced[i]));
        });

    [Fact]
    public void Parts_put_together_again_are_the_whole() => Gen.Select(Any, Gen.Int[0, 40], Gen.Int[0, 40]).Sample((candles, a, b) =>
    {
        var series = CandleSeries.From(Minute, candles);
        var (low, high) = (Math.Min(Math.Min(a, b), series.Count), Math.Min(Math.Max(a, b), series.Count));

        var whole = CandleSeries.Concat(
            Minute, [series.Slice(0, low), series.Slice(low, high - low), series.TakeLast(series.Count - high)]);

        Assert.Equal(candles, Enumerable.Range(0, whole.Count).Select(i => whole[i]));
    });

    [Theory]
    [InlineData(60_000, 0)]
    [InlineData(60_000, 60_000)]
    public void Open_times_that_do_not_increase_are_refused_with_the_row(long first, long second)
    {
        Candle[] candles = [new(-60_000, 1, 1, 1, 1, 1), new(first, 1, 1, 1, 1, 1), new(second, 1, 1, 1, 1, 1)];

        var refused = Assert.Throws<ArgumentException>(() => CandleSeries.From(Minute, candles));

        Assert.Contains("at row 2", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Timestamp.Format(second), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_overlap_are_refused()
    {
        var series = CandleSeries.From(Minute, [new(0, 1, 1, 1, 1, 1), new(60_000, 1, 1, 1, 1, 1)]);

        Assert.Throws<ArgumentException>(() => CandleSeries.Concat(Minute, [series, series.TakeLast(1)]));
    }

    [Fact]
    public void Columns_of_different_lengths_are_refused()
    {
        var columns = CandleColumns.Allocate(2);

        Assert.Throws<ArgumentException>(() => new CandleSeries(Minute, columns with { Close = new double[1] }));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    public void Slice_beyond_the_ends_is_refused(int start, int count) => Assert.Throws<ArgumentOutOfRangeException>(
        () => CandleSeries.From(Minute, [new(0, 1, 1, 1, 1, 1)]).Slice(start, count));

    [Fact]
    public void Empty_series_has_no_candle_and_no_range()
    {
        Assert.Equal((0, true), (CandleSeries.Empty(Minute).Count, CandleSeries.Empty(Minute).Range.IsEmpty));
        Assert.Equal(0, CandleSeries.Empty(Minute).IndexAtOrAfter(0));
    }
}
