using Trad.Optimization.Pruning;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Pruning;

public sealed class SuccessiveHalvingTests
{
    [Fact]
    public void Fractions_grow_by_the_reduction_up_to_the_whole() =>
        Assert.Equal([1.0 / 9, 1.0 / 3, 1], new SuccessiveHalving(3, 3).Fractions);

    [Theory]
    [InlineData(0, 3, "rungs")]
    [InlineData(3, 1, "reduction")]
    public void Plan_out_of_range_is_refused(int rungs, int reduction, string field) =>
        Assert.Equal(field, Assert.Throws<SearchSpaceException>(() => new SuccessiveHalving(rungs, reduction)).Field);
}
