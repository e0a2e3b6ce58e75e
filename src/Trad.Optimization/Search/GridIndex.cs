using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>Numbers the points of a space whose axes all have levels, the last axis running fastest.</summary>
internal static class GridIndex
{
    /// <summary>Writes the coordinates of a point.</summary>
    public static void Fill(UnitCube cube, long index, Span<double> point)
    {
        for (var i = point.Length - 1; i >= 0; i--)
        {
            var count = cube.Axes[i].LevelCount;
            point[i] = cube.Axes[i].Level(index % count);
            index /= count;
        }
    }
}
