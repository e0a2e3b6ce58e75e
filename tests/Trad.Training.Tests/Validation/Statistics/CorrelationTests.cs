using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class CorrelationTests
{
    [Fact]
    public void Of_Anscombes_first_quartet_is_the_published_coefficient()
    {
        // Anscombe 1973, Graphs in Statistical Analysis, data set 1: r = 0.816.
        double[] x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
        double[] y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];

        Assert.Equal(0.816, Correlation.Compute(x, y)!.Value, 1e-3);
        Assert.Equal(Correlation.Compute(x, y), Correlation.Compute(y, x));
        Assert.Equal(1, Correlation.Compute(x, [.. x.Select(value => (3 * value) - 7)])!.Value, 1e-12);
        Assert.Equal(-1, Correlation.Compute(x, [.. x.Select(value => -value)])!.Value, 1e-12);
    }

    [Fact]
    public void Of_a_series_that_does_not_vary_or_is_empty_is_not_defined()
    {
        Assert.Null(Correlation.Compute([1, 2, 3], [5, 5, 5]));
        Assert.Null(Correlation.Compute([], []));
        Assert.Throws<ArgumentException>(() => Correlation.Compute([1, 2], [1]));
    }
}
