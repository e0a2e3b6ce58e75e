using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.Tests.LinearAlgebra;

public sealed class BoundedMinimizerTests
{
    [Fact]
    public void Minimize_finds_the_bottom_of_the_rosenbrock_valley()
    {
        double[] x = [-1.2, 1];

        var value = new BoundedMinimizer(2).Minimize(Rosenbrock, x, [-5, -5], [5, 5], 200, 1e-9);

        Assert.Equal(0, value, 1e-12);
        Assert.Equal(1, x[0], 1e-6);
        Assert.Equal(1, x[1], 1e-6);
    }

    // With x ≤ 1/2 the best is on the bound, at y = x² (Karush, Kuhn and Tucker).
    [Fact]
    public void Minimize_stops_at_a_bound_where_the_gradient_points_outside()
    {
        double[] x = [-1.2, 1];

        var value = new BoundedMinimizer(2).Minimize(Rosenbrock, x, [-5, -5], [0.5, 5], 200, 1e-9);

        Assert.Equal(0.25, value, 1e-9);
        Assert.Equal(0.5, x[0]);
        Assert.Equal(0.25, x[1], 1e-6);
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

        Assert.Equal(0.25, x[0], 1e-6);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(30)]
    public void Minimize_finds_the_bottom_of_the_valley_in_many_dimensions_with_a_memory_that_is_full(int dimensions)
    {
        var x = new double[dimensions];
        Array.Fill(x, 0.5);
        var asked = 0;

        var value = new BoundedMinimizer(dimensions).Minimize(
            (at, gradient) =>
            {
                asked++;
                return Valley(at, gradient);
            },
            x, All(dimensions, -5), All(dimensions, 5), 1000, 1e-9);

        Assert.True(asked > 16, $"{asked} evaluations do not fill the memory twice.");
        Assert.Equal(0, value, 1e-10);
        Assert.All(x, component => Assert.Equal(1, component, 1e-4));
    }

    [Fact]
    public void Minimize_of_a_quadratic_stops_where_the_conditions_of_a_bound_hold_in_ten_dimensions()
    {
        // Σ i (x_i − c_i)²: each coordinate by itself, so that the best in the box is the nearest in the box.
        const int Dimensions = 10;
        double[] wanted = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5];
        var x = All(Dimensions, 0.25);

        new BoundedMinimizer(Dimensions).Minimize(
            (at, gradient) =>
            {
                var sum = 0.0;
                for (var i = 0; i < at.Length; i++)
                {
                    gradient[i] = 2 * (i + 1) * (at[i] - wanted[i]);
                    sum += (i + 1) * (at[i] - wanted[i]) * (at[i] - wanted[i]);
                }

                return sum;
            },
            x, All(Dimensions, -1), All(Dimensions, 1), 200, 1e-9);

        Assert.All(x.Zip(wanted), pair => Assert.Equal(Math.Clamp(pair.Second, -1, 1), pair.First, 1e-5));
    }

    /// <summary>A pair that is refused must take the place of none: with a full memory it would be the oldest in use.</summary>
    [Fact]
    public void Minimize_asks_where_the_plainest_form_of_it_asks_also_when_a_full_memory_refuses_a_pair()
    {
        var refused = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var dimensions = random.Next(4, 13);
            var (low, high) = (All(dimensions, -3), All(dimensions, 3));
            var start = Enumerable.Range(0, dimensions).Select(_ => (4 * random.NextDouble()) - 2).ToArray();
            var plain = new DenseMinimizer(Wavy, low, high);
            plain.Minimize(start, 60, 1e-9);
            if (plain.RefusedWhenFull == 0)
            {
                continue;
            }

            refused++;
            var asked = new List<double[]>();
            var x = start.ToArray();
            new BoundedMinimizer(dimensions).Minimize(
                (at, gradient) =>
                {
                    asked.Add(at.ToArray());
                    return Wavy(at, gradient);
                },
                x, low, high, 60, 1e-9);

            Assert.Equal(plain.Asked.Count, asked.Count);
            Assert.All(
                plain.Asked.Zip(asked),
                pair => Assert.All(pair.First.Zip(pair.Second), each => Assert.Equal(each.First, each.Second, 1e-5)));
        }

        Assert.True(refused > 1, $"Only {refused} searches came to a refusal with a full memory.");
    }

    private static double[] All(int count, double value)
    {
        var all = new double[count];
        Array.Fill(all, value);
        return all;
    }

    private static double Valley(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Clear();
        var sum = 0.0;
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var bend = x[i + 1] - (x[i] * x[i]);
            gradient[i] += (-400 * x[i] * bend) - (2 * (1 - x[i]));
            gradient[i + 1] += 200 * bend;
            sum += (100 * bend * bend) + ((1 - x[i]) * (1 - x[i]));
        }

        return sum;
    }

    // A bowl with waves: between its bottoms it bends the wrong way.
    private static double Wavy(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var next = x[(i + 1) % x.Length];
            sum += (0.1 * (i + 1) * x[i] * x[i]) + Math.Sin(3 * x[i]) + (0.3 * x[i] * next);
        }

        for (var i = 0; i < x.Length; i++)
        {
            var (before, next) = (x[(i + x.Length - 1) % x.Length], x[(i + 1) % x.Length]);
            gradient[i] = (0.2 * (i + 1) * x[i]) + (3 * Math.Cos(3 * x[i])) + (0.3 * (before + next));
        }

        return sum;
    }

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var bend = x[1] - (x[0] * x[0]);
        gradient[0] = (-400 * x[0] * bend) - (2 * (1 - x[0]));
        gradient[1] = 200 * bend;
        return (100 * bend * bend) + ((1 - x[0]) * (1 - x[0]));
    }
}
