using CsCheck;
using Trad.Backtesting.Metrics;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class DeflatedSharpeTests
{
    private const int DaysPerYear = 250;

    // The numerical example of Bailey and López de Prado (2014): five years of days, an annual ratio of 2.5, a variance of 1/2
    // between the annual ratios of the trials.
    private static readonly double Deviation = Math.Sqrt(0.5 / DaysPerYear);

    [Fact]
    public void Ratio_expected_by_luck_of_the_paper_s_example_is_the_paper_s() =>
        Assert.Equal(0.1132, DeflatedSharpe.ExpectedByLuck(100, Deviation), 1e-4);

    [Theory]
    [InlineData(100, -3, 10, 0.9004)]
    [InlineData(46, -3, 10, 0.9505)]
    [InlineData(88, 0, 3, 0.9505)]
    public void Deflated_ratio_of_the_paper_s_example_is_the_paper_s(int trials, double skewness, double kurtosis, double expected)
    {
        var estimate = new SharpeEstimate(2.5 / Math.Sqrt(DaysPerYear), 1250, skewness, kurtosis);

        Assert.Equal(expected, DeflatedSharpe.Compute(estimate, trials, Deviation).Value!.Value, 1e-4);
    }

    [Fact]
    public void Deflated_ratio_of_one_trial_is_the_probabilistic_ratio_and_more_trials_only_lower_it() =>
        Gen.Select(Gen.Double[-0.3, 0.3], Gen.Int[2, 2000], Gen.Double[1, 1000]).Sample((ratio, observations, trials) =>
        {
            var estimate = new SharpeEstimate(ratio, observations, -0.5, 6);
            var luck = DeflatedSharpe.LuckDeviation(observations);
            var one = DeflatedSharpe.Compute(estimate, 1, luck).Value!.Value;

            Assert.Equal(estimate.ProbabilityAbove(0)!.Value, one, 1e-9);
            Assert.InRange(DeflatedSharpe.Compute(estimate, trials, luck).Value!.Value, 0, one + 1e-12);
        });

    [Fact]
    public void Best_of_trials_without_skill_is_where_luck_puts_it()
    {
        // 200 searches of 50 independent trials: the mean of the best ratios against what is expected of them.
        var (best, certain) = (0.0, 0);
        const int Searches = 200;
        for (var search = 0; search < Searches; search++)
        {
            var ratios = Enumerable.Range(0, 50)
                .Select(trial => SharpeEstimation.Estimate(SimulatedReturns.Normal((ulong)search, trial, 120)).Value!.Value);
            var winner = ratios.MaxBy(estimate => estimate.Ratio);
            best += winner.Ratio / Searches;
            certain += DeflatedSharpe.Compute(winner, 50, DeflatedSharpe.LuckDeviation(120)).Value > 0.95 ? 1 : 0;
        }

        Assert.Equal(1, best / DeflatedSharpe.ExpectedByLuck(50, DeflatedSharpe.LuckDeviation(120)), 0.06);
        Assert.InRange(certain, 0, 4);
    }
}
