using CsCheck;
using Trad.Candles;
using Trad.Training.Data;
using Trad.Training.Validation.Splits;

namespace Trad.Training.Tests.Validation.Splits;

public sealed class WalkForwardPlanTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_range_of_months_has_eight_windows_that_end_where_it_ends()
    {
        var plan = WalkForwardPlan.Create(new Period(Start, Start.AddDays(432)), Interval.FiveMinutes);

        Assert.Equal(8, plan.Anchored.Count);
        Assert.Equal(8, plan.Rolling.Count);
        Assert.Equal(Start.AddDays(432), plan.Anchored[^1].Test.To);
        Assert.All(plan.Anchored, window => Assert.Equal(Start, window.Train.From));
    }

    [Fact]
    public void Too_short_a_range_has_no_window_and_says_how_long_it_would_have_to_be()
    {
        var plan = WalkForwardPlan.Create(new Period(Start, Start.AddDays(10)), Interval.FiveMinutes);

        Assert.Equal(0, plan.Windows);
        Assert.Contains("10 days in sample", plan.WhyNone, StringComparison.Ordinal);
        Assert.Contains("18 days", plan.WhyNone, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_of_any_range_learn_before_they_test_and_never_leave_it() =>
        Gen.Select(Gen.Double[0.5, 4_000], Gen.Int[0, Interval.All.Count - 1]).Sample((days, which) =>
        {
            var interval = Interval.All[which];
            var inSample = new Period(Start, Start.AddMinutes(Math.Round(days * 1440)));
            var plan = WalkForwardPlan.Create(inSample, interval);

            Assert.Equal(plan.Windows == 0, plan.WhyNone is not null);
            Assert.Equal(plan.Anchored.Count, plan.Rolling.Count);
            Assert.True(plan.Windows == 0 || plan.Anchored.Count is >= WalkForwardPlan.FewestWindows and <= WalkForwardPlan.UsualWindows);
            for (var i = 0; i < plan.Anchored.Count; i++)
            {
                var (anchored, rolling) = (plan.Anchored[i], plan.Rolling[i]);
                Assert.Equal(anchored.Test, rolling.Test);
                Assert.True(anchored.Train.To <= anchored.Test.From - interval.Duration);
                Assert.True(anchored.Train.From < anchored.Train.To && rolling.Train.From < rolling.Train.To);
                Assert.Equal(plan.Rolling[0].Train.To - plan.Rolling[0].Train.From, rolling.Train.To - rolling.Train.From);
                Assert.True(anchored.Test.From >= inSample.From && anchored.Test.To <= inSample.To);
                Assert.Equal(TimeSpan.Zero, anchored.Test.From.TimeOfDay);
                Assert.True(i == 0 || plan.Anchored[i - 1].Test.To == anchored.Test.From);
            }
        });
}
