using CsCheck;
using Trad.Candles.Quality;
using Trad.Testing;

namespace Trad.Candles.Tests.Quality;

public sealed class CandleGapsTests
{
    [Fact]
    public void Find_in_any_open_times_names_exactly_the_missing_ones() =>
        Gen.Select(Gen.Bool.Array[0, 40], Gen.Int[-2, 42], Gen.Int[-2, 42]).Sample((present, a, b) =>
        {
            var range = new TimeRange(Math.Min(a, b) * 60_000L, Math.Max(a, b) * 60_000L);
            var times = Enumerable.Range(0, present.Length).Where(i => present[i]).Select(i => i * 60_000L).ToArray();
            var expected = Enumerable.Range(-2, 45).Select(i => i * 60_000L).Where(time => range.Contains(time) && !times.Contains(time));

            var gaps = CandleGaps.Find(times, Interval.OneMinute, range);

            Assert.Equal(
                expected,
                gaps.SelectMany(
                    gap => Enumerable.Range(0, (int)gap.CountCandles(Interval.OneMinute)).Select(i => gap.Start + (i * 60_000L))));
            Assert.All(gaps.Zip(gaps.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
        });

    [Theory]
    [InlineData("1w")]
    [InlineData("1M")]
    [InlineData("3d")]
    public void Find_in_calendar_candles_names_the_missing_ones_wherever_the_range_begins(string code)
    {
        var interval = Interval.Parse(code);
        var first = interval.OpenOf(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
        var opens = Enumerable.Range(0, 30).Select(i => interval.Shift(first, i)).ToList();
        var range = new TimeRange(opens[3] - 1, opens[25] + 1);

        var gaps = CandleGaps.Find([.. opens.Take(10), .. opens.Skip(12).Take(9)], interval, range);

        Assert.Equal([new TimeRange(opens[10], opens[12]), new TimeRange(opens[21], opens[26])], gaps);
        Assert.Equal([2L, 5], gaps.Select(gap => gap.CountCandles(interval)));
        Assert.Equal(23, range.CountCandles(interval));
    }

    [Fact]
    public void Except_of_any_spans_leaves_the_points_of_one_that_the_other_lacks() =>
        Gen.Select(Gen.Bool.Array[30], Gen.Bool.Array[30]).Sample((one, other) =>
        {
            var left = CandleGaps.Except(Spans(one), Spans(other));

            Assert.Equal(
                Enumerable.Range(0, 30).Where(i => one[i] && !other[i]),
                left.SelectMany(span => Enumerable.Range((int)span.Start, (int)span.Milliseconds)));
        });

    [Fact]
    public void Find_in_the_exchange_history_gives_its_known_gaps()
    {
        var candles = SharedCandles.Load("candles/gaps/BTCUSDT-5m-20201201-20210717.csv.gz", Interval.FiveMinutes);

        var gaps = CandleGaps.Find(candles.OpenTime, Interval.FiveMinutes, candles.Range);

        Assert.Equal(6, gaps.Count);
        Assert.Equal(177, gaps.Sum(gap => gap.CountCandles(Interval.FiveMinutes)));
    }

    private static List<TimeRange> Spans(bool[] inside)
    {
        var spans = new List<TimeRange>();
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] && (i == 0 || !inside[i - 1]))
            {
                spans.Add(new TimeRange(i, Enumerable.Range(i, inside.Length - i).TakeWhile(j => inside[j]).Last() + 1));
            }
        }

        return spans;
    }
}
