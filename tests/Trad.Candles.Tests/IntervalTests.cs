using System.Text.Json;
using CsCheck;

namespace Trad.Candles.Tests;

public sealed class IntervalTests
{
    private const long Day = 86_400_000;

    private static readonly Gen<Interval> AnyInterval = Gen.Int[0, Interval.All.Count - 1].Select(i => Interval.All[i]);

    // A year that the calendar of weeks knows whole, up to one far from now.
    private static readonly Gen<long> AnyTime = Gen.Long[At(1900, 1, 1), At(2400, 1, 1)];

    [Fact]
    public void All_intervals_of_exchanges_are_known_shortest_first()
    {
        string[] codes = ["1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"];

        Assert.Equal(codes, Interval.All.Select(interval => interval.Code));
        Assert.Equal(Interval.All.Order(), Interval.All);
    }

    [Fact]
    public void OpenOf_any_moment_is_the_open_that_the_calendar_tells() =>
        Gen.Select(AnyInterval, AnyTime).Sample((interval, time) =>
        {
            var open = interval.OpenOf(time);

            Assert.Equal(IntervalReference.OpenOf(interval.Code, time), open);
            Assert.InRange(time, open, interval.CloseOf(open) - 1);
            Assert.True(interval.IsAligned(open));
            Assert.Equal(time == open, interval.IsAligned(time));
            Assert.Equal(time == open ? time : interval.CloseOf(open), interval.OpenAtOrAfter(time));
        });

    [Fact]
    public void OpenOf_any_moment_that_can_be_represented_is_the_first_of_its_month() =>
        Gen.Long[TimeRange.Always.Start, TimeRange.Always.End].Sample(
            time => Assert.Equal(IntervalReference.OpenOf("1M", time), Interval.OneMonth.OpenOf(time)));

    [Fact]
    public void CloseOf_any_candle_is_the_open_of_the_next() =>
        Gen.Select(AnyInterval, AnyTime).Sample((interval, time) =>
        {
            var close = interval.CloseOf(interval.OpenOf(time));

            Assert.Equal(IntervalReference.OpenOf(interval.Code, close), close);
            Assert.Equal(interval.OpenOf(time), IntervalReference.OpenOf(interval.Code, close - 1));
            Assert.InRange(close - interval.OpenOf(time), interval.ShortestMilliseconds, interval.LongestMilliseconds);
            Assert.True(interval.IsLength(close - interval.OpenOf(time)));
        });

    [Fact]
    public void Shift_by_any_number_of_candles_is_so_many_single_steps_and_comes_back() =>
        Gen.Select(AnyInterval, AnyTime, Gen.Int[0, 60]).Sample((interval, time, count) =>
        {
            var open = interval.OpenOf(time);
            var stepped = open;
            for (var i = 0; i < count; i++)
            {
                stepped = interval.CloseOf(stepped);
            }

            Assert.Equal(stepped, interval.Shift(open, count));
            Assert.Equal(open, interval.Shift(stepped, -count));
            Assert.Equal(count, interval.CountOpens(open, stepped));
        });

    [Fact]
    public void CountOpens_of_parts_adds_up_to_that_of_the_whole_and_counts_every_open() =>
        Gen.Select(AnyInterval, AnyTime, Gen.Long[-3, 40], Gen.Double[0, 1]).Sample((interval, start, candles, share) =>
        {
            var end = start + (candles * interval.Milliseconds) + (interval.Milliseconds / 3);
            var middle = start + (long)((end - start) * share);
            var counted = 0;
            for (var open = interval.OpenAtOrAfter(start); open < end; open = interval.CloseOf(open))
            {
                counted++;
            }

            Assert.Equal(counted, interval.CountOpens(start, end));
            Assert.Equal(counted, new TimeRange(start, end).CountCandles(interval));
            Assert.Equal(
                interval.CountOpens(start, end),
                end < start ? 0 : interval.CountOpens(start, middle) + interval.CountOpens(middle, end));
        });

    [Fact]
    public void LatestOpenClosedAt_any_moment_is_the_last_candle_that_is_closed_then() =>
        Gen.Select(AnyInterval, AnyTime).Sample((interval, moment) =>
        {
            var latest = interval.OpenOf(interval.LatestOpenClosedAt(moment));

            Assert.True(interval.CloseOf(latest) <= moment);
            Assert.True(interval.CloseOf(interval.CloseOf(latest)) > moment);
        });

    [Fact]
    public void IsTiledBy_holds_exactly_when_no_candle_cuts_a_part()
    {
        foreach (var interval in Interval.All)
        {
            foreach (var parts in Interval.All)
            {
                var opens = Enumerable.Range(0, 400).Select(i => interval.Shift(interval.OpenOf(At(2021, 7, 9)), i)).ToList();

                Assert.Equal(
                    opens.TrueForAll(open => IntervalReference.OpenOf(parts.Code, open) == open), interval.IsTiledBy(parts));
                if (interval.IsTiledBy(parts))
                {
                    Assert.All(
                        opens, open => Assert.Equal(interval.CountParts(open, parts), parts.CountOpens(open, interval.CloseOf(open))));
                }
            }
        }
    }

    [Theory]
    [InlineData("1w", "1d", true)]
    [InlineData("1w", "4h", true)]
    [InlineData("1w", "3d", false)]
    [InlineData("1M", "1d", true)]
    [InlineData("1M", "1s", true)]
    [InlineData("1M", "3d", false)]
    [InlineData("1M", "1w", false)]
    [InlineData("3d", "1d", true)]
    [InlineData("3d", "2h", true)]
    [InlineData("1d", "1M", false)]
    public void IsTiledBy_of_calendar_candles_depends_on_where_they_begin(string code, string parts, bool expected) =>
        Assert.Equal(expected, Interval.Parse(code).IsTiledBy(Interval.Parse(parts)));

    [Fact]
    public void OpenOf_weeks_and_months_is_as_the_exchange_has_it()
    {
        // A Wednesday in a leap year.
        var time = At(2024, 2, 29) - Day + 1;

        Assert.Equal(At(2024, 2, 26), Interval.OneWeek.OpenOf(time));
        Assert.Equal(At(2024, 2, 1), Interval.OneMonth.OpenOf(time));
        Assert.Equal(At(2024, 3, 1), Interval.OneMonth.CloseOf(At(2024, 2, 1)));
        Assert.Equal(At(2017, 8, 16), Interval.ThreeDays.OpenOf(At(2017, 8, 17)));
    }

    [Fact]
    public void TryParse_tells_a_minute_from_a_month_by_the_capital_letter()
    {
        Assert.Equal(Interval.OneMinute, Interval.Parse("1m"));
        Assert.Equal(Interval.OneMonth, Interval.Parse("1M"));
        Assert.All(
            ["1W", "1S", "3D", "1H", "5M", "1mo", "2w", ""], code => Assert.False(Interval.TryParse(code, out _), code));
    }

    [Fact]
    public void PathCode_of_no_two_intervals_differs_by_case_alone_and_is_read_back()
    {
        Assert.Equal(
            Interval.All.Count, Interval.All.Select(interval => interval.PathCode).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Interval.All, interval =>
        {
            Assert.True(Interval.TryParsePathCode(interval.PathCode, out var read));
            Assert.Equal(interval, read);
        });
        Assert.False(Interval.TryParsePathCode("1M", out _));
    }

    [Fact]
    public void Json_of_any_interval_is_its_code_and_is_read_back() =>
        Assert.All(Interval.All, interval =>
        {
            Assert.Equal($"\"{interval.Code}\"", JsonSerializer.Serialize(interval));
            Assert.Equal(interval, JsonSerializer.Deserialize<Interval>($"\"{interval.Code}\""));
        });

    [Theory]
    [InlineData("1s", 31_536_000)]
    [InlineData("5m", 105_120)]
    [InlineData("1d", 365)]
    [InlineData("1w", 365.0 / 7)]
    [InlineData("1M", 12)]
    public void CandlesPerYear_is_that_of_a_year_of_365_days(string code, double expected) =>
        Assert.Equal(expected, Interval.Parse(code).CandlesPerYear, 1e-9);

    [Fact]
    public void OfLength_of_28_to_31_days_is_a_month_and_of_other_days_is_none()
    {
        Assert.All([28, 29, 30, 31], days => Assert.Equal(Interval.OneMonth, Interval.OfLength(days * Day)));
        Assert.All([2, 6, 27, 32, 365], days => Assert.Null(Interval.OfLength(days * Day)));
        Assert.Null(Interval.OfLength((30 * Day) + 1));
        Assert.Equal(Interval.OneWeek, Interval.OfLength(7 * Day));
        Assert.Equal(Interval.OneSecond, Interval.OfLength(1000));
    }

    private static long At(int year, int month, int day) =>
        new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
