using Trad.Backtesting.Indicators;

namespace Trad.Backtesting.Tests.Indicators;

/// <summary>Rolling figures against their definitions, window by window.</summary>
public sealed class RollingWindowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(600)]
    public void Rolling_figures_are_those_of_each_window_alone(int length)
    {
        // Values repeat, so that ties are met.
        var random = new Random(length);
        var values = Enumerable.Range(0, 1500).Select(_ => Math.Round(random.NextDouble() * 50) + 100).ToArray();
        values[0] = double.NaN;

        Compare(values, length, result => RollingExtreme.Maximum(values, length, result), window => window.Max());
        Compare(values, length, result => RollingExtreme.Minimum(values, length, result), window => window.Min());
        Compare(values, length, result => RollingQuantile.Median(values, length, result), window => Quantile(window, 0.5));
        Compare(values, length, result => RollingQuantile.Compute(values, length, 0.95, result), window => Quantile(window, 0.95));
        Compare(values, length, result => SimpleMovingAverage.Compute(values, length, result), window => window.Average());
        Compare(
            values,
            length,
            result => RollingStandardDeviation.Compute(values, length, DeviationKind.Population, result),
            window => Math.Sqrt(window.Average(value => Math.Pow(value - window.Average(), 2))));
        Compare(
            values,
            length,
            result => WeightedMovingAverage.Compute(values, length, result),
            window => window.Select((value, i) => value * (i + 1)).Sum() / (length * (length + 1) / 2));
    }

    [Fact]
    public void Deviation_of_equal_values_is_zero_whatever_came_before()
    {
        double[] values = [60_000, 61_234.56, 58_000.11, .. Enumerable.Repeat(63_543.21, 40)];
        var deviation = new double[values.Length];

        RollingStandardDeviation.Compute(values, 20, DeviationKind.Population, deviation);

        Assert.All(deviation[22..], value => Assert.Equal(0, value));
    }

    private static void Compare(double[] values, int length, Action<double[]> compute, Func<double[], double> define)
    {
        var result = new double[values.Length];
        compute(result);
        for (var i = 0; i < values.Length; i++)
        {
            if (i < length)
            {
                Assert.True(double.IsNaN(result[i]), $"candle {i} has {result[i]} before there is enough data");
            }
            else
            {
                var expected = define(values[(i - length + 1)..(i + 1)]);
                Assert.True(
                    Math.Abs(expected - result[i]) <= 1e-10 * Math.Abs(expected), $"candle {i}: {result[i]:R} instead of {expected:R}");
            }
        }
    }

    private static double Quantile(double[] window, double quantile)
    {
        var sorted = window.Order().ToArray();
        var position = quantile * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
