using CsCheck;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class BlockLengthTests
{
    /// <summary>Computed by <c>optimal_block_length</c> of the Python package arch (June 2026) from the same series.</summary>
    [Theory]
    [InlineData(540, 0.0, 1, 1.1225905208897708)]
    [InlineData(540, 0.3, 2, 4.938829406042986)]
    [InlineData(540, 0.7, 3, 11.546176835592405)]
    [InlineData(120, 0.5, 4, 4.643317395704361)]
    [InlineData(2000, 0.9, 5, 50.136039512029534)]
    [InlineData(365, -0.4, 6, 1.6186637706104623)]
    public void Length_is_that_of_an_independent_implementation(int count, double coefficient, uint seed, double expected) =>
        Assert.Equal(expected, BlockLength.Estimate(SimulatedReturns.Autoregression(count, coefficient, seed)), 1e-9);

    [Fact]
    public void Length_lies_between_one_and_its_limit_and_does_not_depend_on_the_scale() =>
        Gen.Select(Gen.Double[-0.1, 0.1].Array[1, 60], Gen.Double[0.5, 50]).Sample((returns, scale) =>
        {
            var length = BlockLength.Estimate(returns);

            Assert.InRange(length, 1, Math.Max(1, Math.Ceiling(returns.Length / 3.0)));
            Assert.Equal(length, BlockLength.Estimate([.. returns.Select(value => value * scale)]), 1e-6 * length);
        });

    [Fact]
    public void Length_of_constant_short_or_no_series_is_one()
    {
        Assert.Equal(1, BlockLength.Estimate([]));
        Assert.Equal(1, BlockLength.Estimate(new double[500]));
        Assert.Equal(1, BlockLength.Estimate([0.1, 0.2, 0.3]));
        Assert.Equal(1, BlockLength.Estimate(TrialReturns.Create([new double[50]])));
    }

    [Fact]
    public void Length_for_several_trials_is_the_median_over_those_that_vary()
    {
        double[][] trials =
        [
            SimulatedReturns.Autoregression(540, 0.7, 3), new double[540], SimulatedReturns.Autoregression(540, 0.3, 2),
            SimulatedReturns.Autoregression(540, 0.0, 1),
        ];

        Assert.Equal(4.938829406042986, BlockLength.Estimate(TrialReturns.Create(trials)), 1e-9);
    }
}
