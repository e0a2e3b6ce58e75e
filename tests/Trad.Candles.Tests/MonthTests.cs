using CsCheck;

namespace Trad.Candles.Tests;

public sealed class MonthTests
{
    private static readonly Gen<Month> Any = Gen.Select(Gen.Int[1970, 2100], Gen.Int[1, 12], (year, number) => new Month(year, number));

    [Fact]
    public void Months_follow_one_another_without_a_hole_each_as_long_as_the_calendar_says() => Any.Sample(month =>
    {
        Assert.Equal(month.Range.End, month.Next().Range.Start);
        Assert.Equal(DateTime.DaysInMonth(month.Year, month.Number), TimeSpan.FromMilliseconds(month.Range.Milliseconds).TotalDays);
        Assert.Equal(month, Month.Containing(month.Range.Start));
        Assert.Equal(month, Month.Containing(month.Range.End - 1));
        Assert.True(month < month.Next());
        Assert.True(month.Next() > month);
        Assert.True(month <= month.Next() && month >= new Month(month.Year, month.Number));
    });

    [Fact]
    public void Touching_names_exactly_the_months_with_a_moment_in_the_range() =>
        Gen.Select(Gen.Long[0, 4_000_000_000], Gen.Long[0, 400_000_000]).Sample((start, length) =>
        {
            var range = new TimeRange(start * 1000, (start + length) * 1000);
            var touched = Month.Touching(range).ToList();
            var all = new List<Month>();
            for (var month = Month.Containing(range.Start); month.Range.Start < range.End && !range.IsEmpty; month = month.Next())
            {
                all.Add(month);
            }

            Assert.Equal(all, touched);
            Assert.Equal(range.Milliseconds, touched.Sum(month => month.Range.Intersect(range).Milliseconds));
        });

    [Fact]
    public void Range_that_ends_where_a_month_begins_does_not_touch_it() =>
        Assert.Equal([new Month(2024, 2)], Month.Touching(new Month(2024, 2).Range));

    [Fact]
    public void Month_is_written_with_its_year_first() => Assert.Equal("2024-02", new Month(2024, 2).ToString());
}
