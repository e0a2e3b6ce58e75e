using Trad.Optimization.Sequences;

namespace Trad.Optimization.Tests.Sequences;

public sealed class SobolSequenceTests
{
    // The first points of the published sequence in Gray-code order (Joe and Kuo's sobol.cc, and scipy's qmc.Sobol).
    [Fact]
    public void Fill_without_scramble_matches_the_published_sequence()
    {
        double[][] expected =
        [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
        ];
        var sequence = new SobolSequence(3, seed: null);
        var point = new double[3];

        for (var i = 0u; i < expected.Length; i++)
        {
            sequence.Fill(i, point);
            Assert.Equal(expected[i], point);
        }
    }

    [Fact]
    public void Fill_without_scramble_matches_the_published_directions_in_every_dimension()
    {
        var sequence = new SobolSequence(SobolSequence.TabulatedDimensions, seed: null);
        var point = new double[SobolSequence.TabulatedDimensions];

        foreach (var index in (int[])[1, 2, 3, 17, 100, 255, 1000, 4095, 54_321])
        {
            sequence.Fill((uint)index, point);
            Assert.Equal(point.Select((_, k) => PublishedDirections.Coordinate(k + 1, index)), point);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7UL)]
    public void Fill_of_256_points_puts_one_point_into_each_of_256_intervals_of_every_coordinate(ulong? seed)
    {
        var dimensions = SobolSequence.TabulatedDimensions;
        var sequence = new SobolSequence(dimensions, seed);
        var point = new double[dimensions];
        var hits = new int[dimensions, 256];

        for (var i = 0u; i < 256; i++)
        {
            sequence.Fill(i, point);
            for (var k = 0; k < dimensions; k++)
            {
                hits[k, (int)(point[k] * 256)]++;
            }
        }

        Assert.All(hits.Cast<int>(), count => Assert.Equal(1, count));
    }
}
