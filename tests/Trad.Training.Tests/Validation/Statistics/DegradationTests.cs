using CsCheck;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class DegradationTests
{
    /// <summary>Anscombe (1973), Graphs in Statistical Analysis, The American Statistician 27(1), the first of his four sets.</summary>
    [Fact]
    public void Line_through_the_paper_s_pairs_is_the_paper_s()
    {
        double[] inSample = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
        double[] outOfSample = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
        var line = Degradation.Compute(inSample, outOfSample).Value!.Value;

        Assert.Equal(0.5, line.Slope, 1e-3);
        Assert.Equal(3.0, line.Intercept, 1e-3);
        Assert.Equal(0.667, line.RSquared, 1e-3);
    }

    [Fact]
    public void Line_is_found_again_whatever_it_was() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3], Gen.Double[-2, 2].Array[3, 20]).Where((_, _, x) => x.Max() - x.Min() > 0.1)
            .Sample((slope, intercept, x) =>
            {
                var line = Degradation.Compute(x, [.. x.Select(value => intercept + (slope * value))]).Value!.Value;

                Assert.Equal(slope, line.Slope, 1e-6);
                Assert.Equal(intercept, line.Intercept, 1e-6);
            });

    [Fact]
    public void Line_is_not_defined_without_variation_and_flat_results_are_explained_by_nothing()
    {
        Assert.NotEmpty(Degradation.Compute([], []).WhyUndefined!);
        Assert.NotEmpty(Degradation.Compute([1], [2]).WhyUndefined!);
        Assert.NotEmpty(Degradation.Compute([1, 1], [2, 3]).WhyUndefined!);
        Assert.Equal(new Degradation(0, 2, 0), Degradation.Compute([1, 3], [2, 2]).Value);
        Assert.Throws<ArgumentException>(() => Degradation.Compute([1, 2], [1]));
    }
}
