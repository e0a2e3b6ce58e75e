using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>How many different points that fulfil the constraints a finite space has.</summary>
internal sealed class PointCount
{
    /// <summary>Up to this product of levels the points of a constrained space are counted one by one.</summary>
    private const long CountingLimit = 200_000;

    public PointCount(UnitCube cube)
    {
        Int128 product = 1;
        foreach (var axis in cube.Axes)
        {
            product = Int128.Min(product * axis.LevelCount, long.MaxValue);
        }

        if (product == 0)
        {
            return;
        }

        Total = !cube.HasConstraints ? (long)product : product <= CountingLimit ? CountFeasible(cube, (long)product) : null;
    }

    /// <summary>The number of points; null when it is infinite or too large to count.</summary>
    public long? Total { get; }

    private static long CountFeasible(UnitCube cube, long product)
    {
        var point = new double[cube.Dimensions];
        var feasible = 0L;
        for (var index = 0L; index < product; index++)
        {
            GridIndex.Fill(cube, index, point);
            feasible += cube.IsFeasible(point) ? 1 : 0;
        }

        return feasible;
    }
}
