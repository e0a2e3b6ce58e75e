using Trad.Candles;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Data;

/// <summary>Steps of an exchange that do not fit the prices.</summary>
public sealed class FilterFitTests
{
    // Closes of 100 and 200.
    private static readonly CandleSeries Candles = CandleSeries.From(
        Interval.OneHour, [new(0, 100, 100, 100, 100, 1), new(3_600_000, 200, 200, 200, 200, 1)]);

    [Theory]
    [InlineData(1e9, null, null, "filters.tickSize is 1000000000, but the closes go from 100 to 200; allowed is at most a tenth of the highest, 20.")]
    [InlineData(50.0, null, null, "filters.tickSize is 50, but ")]
    [InlineData(null, 101.0, null, "filters.lotSize is 101, which costs 10100 at the lowest close, 100, but a position is worth at most 10000 ")]
    [InlineData(null, null, 101.0, "filters.minimumSize is 101, which costs 10100 at the lowest close, 100, but a position is worth at most 10000 ")]
    public void Find_what_nothing_can_be_traded_with_is_refused(double? tick, double? lot, double? minimum, string message) =>
        Assert.StartsWith(
            message,
            Assert.Throws<TrainingException>(() => Find(tick, lot, minimum)).Message, StringComparison.Ordinal);

    [Fact]
    public void Find_a_coarse_tick_is_warned_of() =>
        Assert.StartsWith("filters.tickSize is 5, 5% of the lowest close, 100: ", Assert.Single(Find(5, null, null)), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(0.0, 0.0, 0.0)]
    [InlineData(0.01, 0.001, 0.001)]
    public void Find_usual_steps_are_nothing_to_tell(double? tick, double? lot, double? minimum) => Assert.Empty(Find(tick, lot, minimum));

    private static IReadOnlyList<string> Find(double? tick, double? lot, double? minimum) => FilterFit.Find(
        new TrainingRequest { Filters = new() { TickSize = tick, LotSize = lot, MinimumSize = minimum } }, Candles);
}
