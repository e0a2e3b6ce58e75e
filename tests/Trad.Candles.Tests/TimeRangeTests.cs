using CsCheck;

namespace Trad.Candles.Tests;

public sealed class TimeRangeTests
{
    private static readonly Gen<TimeRange> Any =
        Gen.Select(Gen.Long[-40, 40], Gen.Long[0, 40], (start, length) => new TimeRange(start, start + length));

    [Fact]
    public void Intersection_holds_exactly_the_moments_of_both() => Gen.Select(Any, Any, Gen.Long[-50, 90]).Sample((one, other, time) =>
    {
        var both = one.Intersect(other);

        Assert.Equal(one.Contains(time) && other.Contains(time), both.Contains(time));
        Assert.True(both.Milliseconds >= 0);
        Assert.Equal(both.IsEmpty, both.Milliseconds == 0);
    });

    [Fact]
    public void Count_of_candles_is_that_of_the_open_times_inside_also_before_1970() =>
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[0, 3_000_000]).Sample((start, length) =>
        {
            var range = new TimeRange(start, start + length);
            var expected = 0;
            for (var time = start; time < range.End; time++)
            {
                if (time % Interval.FiveMinutes.Milliseconds == 0)
                {
                    expected++;
                    time += Interval.FiveMinutes.Milliseconds - 1;
                }
            }

            Assert.Equal(expected, range.CountCandles(Interval.FiveMinutes));
        }, iter: 20);

    [Fact]
    public void Range_that_ends_before_it_starts_is_refused_with_both_ends()
    {
        var start = new DateTimeOffset(2025, 1, 2, 0, 0, 0, TimeSpan.Zero);

        var refused = Assert.Throws<ArgumentException>(() => TimeRange.Between(start, start.AddDays(-1)));

        Assert.Contains("2025-01-01", refused.Message, StringComparison.Ordinal);
        Assert.Contains("2025-01-02", refused.Message, StringComparison.Ordinal);
        Assert.True(TimeRange.Between(start, start).IsEmpty);
    }

    [Fact]
    public void Ends_are_the_same_moment_whatever_offset_they_were_given_in()
    {
        var start = new DateTimeOffset(2025, 1, 1, 2, 0, 0, TimeSpan.FromHours(2));
        var range = TimeRange.Between(start, start.AddHours(1));

        Assert.Equal(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), range.StartTime);
        Assert.Equal("[2025-01-01 00:00:00Z, 2025-01-01 01:00:00Z)", range.ToString());
        Assert.True(TimeRange.Always.Contains(range.Start));
    }
}
