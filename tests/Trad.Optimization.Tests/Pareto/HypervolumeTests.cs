using CsCheck;
using Trad.Testing;

namespace Trad.Optimization.Tests.Pareto;

public sealed class HypervolumeTests
{
    [Fact]
    public void Of_two_objectives_is_the_area_under_the_staircase() =>
        Assert.Equal((1 * 3) + (1 * 2) + (2 * 1), Hypervolume.Compute([[1, 3], [2, 2], [4, 1], [1.5, 1.5], [-1, 9]], [0, 0]));

    // Integer points make every cell of the unit grid wholly dominated or not at all: counting cells is exact.
    [Fact]
    public void Of_any_points_equals_the_number_of_dominated_grid_cells() =>
        Gen.Int[0, 5].Array[3].Array[0, 12].Sample(points =>
        {
            var cells = 0;
            for (var cell = 0; cell < 125; cell++)
            {
                int[] corner = [(cell / 25) + 1, (cell / 5 % 5) + 1, (cell % 5) + 1];
                cells += points.Any(point => point.Zip(corner).All(pair => pair.First >= pair.Second)) ? 1 : 0;
            }

            return Hypervolume.Compute([.. points.Select(point => (double[])[.. point])], [0, 0, 0]) == cells;
        });

    [Fact]
    public void Of_points_of_another_length_than_the_reference_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Hypervolume.Compute([[1, 2, 3]], [0, 0]));
        Assert.Throws<ArgumentException>(() => Hypervolume.Compute([], [0, 0, 0, 0]));
    }
}
