using System.Runtime.Intrinsics;
using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.Tests.LinearAlgebra;

public sealed class ExponentialTests
{
    [Fact]
    public void OfNegative_is_within_two_units_of_the_last_place_of_the_platforms_exponential()
    {
        for (var x = -700.0; x <= 0; x += 0.0137)
        {
            var expected = Math.Exp(x);

            var actual = Exponential.OfNegative(Vector256.Create(x, x / 7, x / 300, x / 1e6));

            Assert.InRange(actual[0], expected - (2 * Unit(expected)), expected + (2 * Unit(expected)));
            Assert.InRange(actual[1] / Math.Exp(x / 7), 1 - 4.5e-16, 1 + 4.5e-16);
            Assert.InRange(actual[2] / Math.Exp(x / 300), 1 - 4.5e-16, 1 + 4.5e-16);
            Assert.InRange(actual[3] / Math.Exp(x / 1e6), 1 - 4.5e-16, 1 + 4.5e-16);
        }
    }

    [Fact]
    public void OfNegative_of_zero_is_exactly_one() =>
        Assert.Equal(Vector256<double>.One, Exponential.OfNegative(Vector256.Create(0, -0.0, 0, -0.0)));

    [Theory]
    [InlineData(-709.0)]
    [InlineData(-1e5)]
    [InlineData(double.NegativeInfinity)]
    public void OfNegative_far_out_is_next_to_nothing_and_not_negative(double x) =>
        Assert.InRange(Exponential.OfNegative(Vector256.Create(x)).ToScalar(), 0, 1e-300);

    private static double Unit(double value) => Math.BitIncrement(value) - value;
}
