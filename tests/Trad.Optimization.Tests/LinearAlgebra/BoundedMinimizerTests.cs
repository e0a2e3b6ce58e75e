using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.Tests.LinearAlgebra;

public sealed class BoundedMinimizerTests
{
    [Fact]
    public void Minimize_finds_the_bottom_of_the_rosenbrock_valley()
    {
        double[] x = [-1.2, 1];

        var value = new BoundedMinimizer(2).Minimize(Rosenbrock, x, [-5, -5], [5, 5], 200, 1e-9);

        Assert.Equal(0, value, 12);
        Assert.Equal(1, x[0], 6);
        Assert.Equal(1, x[1], 6);
    }

    // With x ≤ 1/2 the best is on the bound, at y = x² (Karush, Kuhn and Tucker).
    [Fact]
    public void Minimize_stops_at_a_bound_where_the_gradient_points_outside()
    {
        double[] x = [-1.2, 1];

        var value = new BoundedMinimizer(2).Minimize(Rosenbrock, x, [-5, -5], [0.5, 5], 200, 1e-9);

        Assert.Equal(0.25, value, 9);
        Assert.Equal(0.5, x[0]);
        Assert.Equal(0.25, x[1], 6);
    }

    [Fact]
    public void Minimize_steps_back_from_where_the_function_is_not_finite()
    {
        double[] x = [0.1];

        new BoundedMinimizer(1).Minimize(
            (at, gradient) =>
            {
                gradient[0] = 4 - (1 / at[0]);
                return at[0] > 0.3 ? double.NaN : (4 * at[0]) - Math.Log(at[0]);
            },
            x, [1e-6], [1], 100, 1e-9);

        Assert.Equal(0.25, x[0], 6);
    }

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var bend = x[1] - (x[0] * x[0]);
        gradient[0] = (-400 * x[0] * bend) - (2 * (1 - x[0]));
        gradient[1] = 200 * bend;
        return (100 * bend * bend) + ((1 - x[0]) * (1 - x[0]));
    }
}
