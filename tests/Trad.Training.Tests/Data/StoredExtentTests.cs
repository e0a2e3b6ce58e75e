using CsCheck;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Training.Data;

namespace Trad.Training.Tests.Data;

public sealed class StoredExtentTests
{
    private const long Step = 3_600_000;

    [Fact]
    public void Extent_of_any_stored_candles_never_says_more_than_is_there() => Gen.Select(
        Gen.Bool.Array[1, 200], Gen.Int[0, 1500], Gen.Int[0, 250], Gen.Int[0, 250])
        .Where((isThere, _, _, _) => isThere.Any(each => each)).Sample((isThere, first, from, length) =>
        {
            // Hours around the end of a month, so that there is more than one partition.
            var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() + (first * Step);
            var times = Enumerable.Range(0, isThere.Length).Where(i => isThere[i]).Select(i => start + (i * Step)).ToList();
            var range = new TimeRange(start + ((from - 20) * Step), start + ((from - 20 + length) * Step));
            var partitions = times.GroupBy(time => DateTimeOffset.FromUnixTimeMilliseconds(time).Month)
                .Select(month => new CandlePartition(2025, month.Key, "v", month.Count(), month.Min(), month.Max(), 1)).ToList();
            var inside = times.Where(range.Contains).ToList();

            var extent = StoredExtent.Measure(partitions, range, Interval.OneHour);

            Assert.True(extent.AtLeast <= inside.Count, $"{extent} of {inside.Count}");
            if (inside.Count > 0)
            {
                Assert.True(extent.MissingAtMost >= (range with { Start = inside[0] }).CountCandles(Interval.OneHour) - inside.Count);
            }
        });

    [Fact]
    public void Extent_of_a_range_without_a_hole_is_exact()
    {
        var month = new Month(2025, 1).Range;
        CandlePartition[] partitions = [new(2025, 1, "v", 744, month.Start, month.End - Step, 1)];

        Assert.Equal(
            new StoredExtent(240, 240),
            StoredExtent.Measure(partitions, new TimeRange(month.End - (240 * Step), month.End), Interval.OneHour));
        Assert.Equal(
            new StoredExtent(744, 744),
            StoredExtent.Measure(partitions, month with { Start = month.Start - (500 * Step) }, Interval.OneHour));
    }
}
