using CsCheck;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Selection;

namespace Trad.Training.Tests.Validation.Selection;

public sealed class OutOfSampleShareTests
{
    private const int Days = 300;

    [Fact]
    public void Compute_steady_trial_earns_in_every_split()
    {
        var share = OutOfSampleShare.Compute([.. Enumerable.Repeat(0.001, Days)], 1);

        Assert.Equal((45, 45), (share.Splits, share.Earned));
        Assert.Equal(46.0 / 47, share.Share, 1e-12);
    }

    [Fact]
    public void Compute_one_lucky_group_earns_in_no_split()
    {
        // A tenth of the days makes 100 %, the others lose a little.
        var lucky = Enumerable.Range(0, Days).Select(day => day is >= 120 and < 150 ? 0.0234 : -0.0003).ToArray();
        Assert.True(DailyReturns.Total(lucky) > 0.8);

        var share = OutOfSampleShare.Compute(lucky, 1);

        // With the lucky group left out the others lose; learnt from, the two that are left out lose.
        Assert.Equal((45, 0), (share.Splits, share.Earned));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    public void Compute_too_few_days_is_one_half_of_no_split(int days)
    {
        var share = OutOfSampleShare.Compute([.. Enumerable.Repeat(0.01, days)], 1);

        Assert.Equal((0, 0, 0.5), (share.Splits, share.Earned, share.Share));
    }

    [Fact]
    public void Compute_trial_that_was_not_backtested_is_one_half_of_no_split()
    {
        var share = OutOfSampleShare.Compute(null, 0);

        Assert.Equal((0, 0, 0.5), (share.Splits, share.Earned, share.Share));
    }

    [Fact]
    public void Compute_trial_that_never_traded_has_earned_nowhere()
    {
        var share = OutOfSampleShare.Compute(new double[Days], 0);

        Assert.Equal((45, 0), (share.Splits, share.Earned));
        Assert.Equal(1.0 / 47, share.Share, 1e-12);
    }

    [Fact]
    public void Compute_is_what_plain_loops_count() =>
        Gen.Select(Gen.Double[-0.05, 0.05].Array[20, 130], Gen.Int[0, 9]).Sample((returns, holding) =>
        {
            var groups = Math.Min(10, returns.Length / 5);
            var (embargo, purge) =
                ((int)Math.Ceiling(returns.Length * 0.01), Math.Clamp(holding, 1, Math.Max(1, returns.Length / groups / 3)));
            var (splits, earned) = (0, 0);
            for (var first = 0; first < groups; first++)
            {
                for (var second = first + 1; second < groups; second++)
                {
                    var (test, rest) = (1.0, 1.0);
                    for (var day = 0; day < returns.Length; day++)
                    {
                        var isTest = false;
                        var isNear = false;
                        foreach (var group in (int[])[first, second])
                        {
                            var (start, end) = (returns.Length * group / groups, returns.Length * (group + 1) / groups);
                            isTest |= day >= start && day < end;
                            isNear |= day >= start - purge && day < end + purge + embargo;
                        }

                        test *= isTest ? 1 + returns[day] : 1;
                        rest *= isNear ? 1 : 1 + returns[day];
                    }

                    splits++;
                    earned += test > 1 && rest > 1 ? 1 : 0;
                }
            }

            var share = OutOfSampleShare.Compute(returns, holding);

            Assert.Equal((splits, earned), (share.Splits, share.Earned));
            Assert.InRange(share.Share, 0, 1);
            Assert.Equal(share, OutOfSampleShare.Compute(returns, holding));
        });
}
