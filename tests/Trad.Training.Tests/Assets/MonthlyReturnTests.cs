using CsCheck;
using Trad.Training.Assets;

namespace Trad.Training.Tests.Assets;

public sealed class MonthlyReturnTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 30, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Candle_that_closes_at_midnight_belongs_to_the_month_that_ends_there()
    {
        var months = MonthlyReturn.Compute(
            [Point("2024-01-31T23:00Z", 110), Point("2024-02-01T00:00Z", 120), Point("2024-02-01T01:00Z", 90)], 100);

        Assert.Equal([(2024, 1), (2024, 2)], months.Select(month => (month.Year, month.Month)));
        Assert.Equal(0.2, months[0].Return, 1e-12);
        Assert.Equal(-0.25, months[1].Return, 1e-12);
    }

    [Fact]
    public void Months_multiply_to_the_growth_of_the_chained_equity() => Gen.Double[1, 1_000].Array[1, 300].Sample(equity =>
    {
        var points = equity.Select((value, i) => new EquityPoint(Start.AddHours(i * 7), 1, 0, true, value, 0, false)).ToList();

        var growth = MonthlyReturn.Compute(points, 100).Aggregate(1.0, (product, month) => product * (1 + month.Return));

        Assert.Equal(equity[^1] / 100, growth, 1e-9);
    });

    private static EquityPoint Point(string time, double equity) =>
        new(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), 1, 0, true, equity, 0, false);
}
