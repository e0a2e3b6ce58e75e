using Trad.Training.Assets;

namespace Trad.Training.Tests.Assets;

public sealed class DecayTests
{
    [Theory]
    [InlineData(2.0, 2.0, 0.0)]
    [InlineData(2.0, 1.0, 0.5)]
    [InlineData(2.0, 0.0, 1.0)]
    [InlineData(2.0, -2.0, 2.0)]
    [InlineData(2.0, 3.0, -0.5)]
    [InlineData(-0.05, -0.10, 1.0)]
    public void Decay_is_the_share_of_the_objective_that_is_lost(double inSample, double elsewhere, double expected) =>
        Assert.Equal(expected, Decay.Compute(inSample, elsewhere)!.Value, 1e-12);

    [Fact]
    public void Decay_of_an_objective_that_is_not_defined_or_zero_is_absent()
    {
        Assert.Null(Decay.Compute(null, 1));
        Assert.Null(Decay.Compute(1, null));
        Assert.Null(Decay.Compute(0, 1));
    }
}
