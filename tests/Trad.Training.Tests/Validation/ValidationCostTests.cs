using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Validation;

namespace Trad.Training.Tests.Validation;

public sealed class ValidationCostTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Backtests_of_the_hold_out_alone_are_those_of_the_trials_and_the_probe() =>
        Assert.Equal(2 * (100 + 20), Cost(new ValidationRequest { Scope = ValidationScope.HoldOut }, days: 400));

    [Fact]
    public void Backtests_of_a_range_without_windows_grow_by_each_search_and_each_symbol()
    {
        var none = Cost(new ValidationRequest { Seeds = 0, OtherSymbols = 0 }, days: 5);

        Assert.Equal(240, none);
        Assert.Equal(none + 25, Cost(new ValidationRequest { Seeds = 1, OtherSymbols = 0 }, days: 5));
        Assert.Equal(none + 8, Cost(new ValidationRequest { Seeds = 0, OtherSymbols = 4 }, days: 5));
    }

    [Fact]
    public void Backtests_of_windows_count_by_what_their_searches_see()
    {
        var walked = Cost(new ValidationRequest { Seeds = 0, OtherSymbols = 0 }, days: 400) - 240;

        // Eight anchored windows see from a third to nearly all, eight rolling ones a third each.
        Assert.InRange(walked / 25, 8 * (1.0 / 3), (8 * 1.0) + (8 * (1.0 / 3)));
    }

    private static double Cost(ValidationRequest validation, int days) => ValidationCost.Backtests(
        new TrainingRequest { Trials = 100, Interval = "1h", Validation = validation },
        new DataSplit(new Period(Start, Start.AddDays(days)), null), new ValidationOptions());
}
