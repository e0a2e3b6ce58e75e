using Trad.Optimization.Randomness;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class StationaryBootstrapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20.5)]
    public void Blocks_have_the_asked_mean_length_and_every_position_is_as_likely(double blockLength)
    {
        var positions = new int[1000];
        var (starts, total) = (0, 0);
        var counts = new int[positions.Length];
        for (var draw = 0; draw < 400; draw++)
        {
            StationaryBootstrap.Draw(positions, blockLength, new RandomStream(1, draw));
            for (var i = 1; i < positions.Length; i++)
            {
                total++;
                starts += positions[i] == (positions[i - 1] + 1) % positions.Length ? 0 : 1;
                counts[positions[i]]++;
            }
        }

        Assert.Equal(1 / blockLength, (double)starts / total, 0.02 / blockLength);
        Assert.InRange(counts.Min(), 1, 400);
        Assert.Equal(400, counts[..500].Average(), 20.0);
    }

    [Fact]
    public void A_series_of_one_is_drawn_again_and_none_is_left_alone()
    {
        var one = new int[1];
        StationaryBootstrap.Draw(one, 3, new RandomStream(1));
        StationaryBootstrap.Draw([], 3, new RandomStream(1));

        Assert.Equal(0, one[0]);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void A_block_shorter_than_one_observation_is_refused(double blockLength) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StationaryBootstrap.Draw(new int[3], blockLength, new RandomStream(1)));
}
