using Trad.Optimization.Spaces;

namespace Trad.Optimization.Insight;

/// <summary>The values of one parameter at which a dependence is drawn.</summary>
internal sealed class AxisGrid
{
    private readonly Axis _axis;
    private readonly int _index;

    private AxisGrid(UnitCube cube, int index, int points)
    {
        _axis = cube.Axes[index];
        _index = index;
        var levels = _axis.LevelCount;
        var count = levels > 0 ? (int)Math.Min(points, levels) : points;
        Coordinates = [.. Enumerable.Range(0, count).Select(i => (double)i / Math.Max(1, count - 1)).Select(part =>
            levels > 0 ? _axis.Level((long)Math.Round(part * (levels - 1))) : part)];
    }

    /// <summary>Evenly spaced coordinates, both ends included.</summary>
    public IReadOnlyList<double> Coordinates { get; }

    /// <summary>The grid of a searched parameter.</summary>
    /// <exception cref="SearchSpaceException">The parameter is not searched, or too few points are wanted.</exception>
    public static AxisGrid Create(UnitCube cube, string nameField, string name, string pointsField, int points)
    {
        var index = Array.FindIndex(cube.Axes, candidate => candidate.Name == name);
        if (index < 0)
        {
            throw new SearchSpaceException(
                nameField, $"'{name}'", $"one of {string.Join(", ", cube.Axes.Select(candidate => candidate.Name))}");
        }

        return points >= 2 ? new AxisGrid(cube, index, points) : throw new SearchSpaceException(pointsField, $"{points}", "at least 2");
    }

    public ParameterValue Decode(double coordinate) => _axis.Decode(coordinate);

    /// <summary>Moves all points to a coordinate of this axis.</summary>
    public void Place(List<double[]> points, double coordinate)
    {
        foreach (var point in points)
        {
            point[_index] = coordinate;
        }
    }
}
