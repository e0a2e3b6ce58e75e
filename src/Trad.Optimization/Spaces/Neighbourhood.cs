namespace Trad.Optimization.Spaces;

/// <summary>The surroundings of a parameter set within its space.</summary>
public static class Neighbourhood
{
    /// <summary>
    /// The sets that differ from one in a single parameter, by a share of its range to either side: at least one step of a
    /// parameter with steps, nothing beyond the range or against a constraint. Unordered choices have no neighbours.
    /// </summary>
    /// <param name="space">The space.</param>
    /// <param name="parameters">The set in the middle; one of the space.</param>
    /// <param name="shares">
    /// How far, fractions of each parameter's range (of its logarithm when it is searched so), above 0 and at most 1.
    /// </param>
    /// <returns>The neighbours in the order of the parameters, without repetition.</returns>
    /// <exception cref="SearchSpaceException">The set does not belong to the space, or a share is out of range.</exception>
    public static IReadOnlyList<ParameterSet> Enumerate(SearchSpace space, ParameterSet parameters, params ReadOnlySpan<double> shares)
    {
        ArgumentNullException.ThrowIfNull(space);
        var center = space.Normalize(parameters);
        var point = space.Cube.Encode(center);
        var found = new List<ParameterSet>();
        for (var i = 0; i < point.Length; i++)
        {
            var axis = space.Cube.Axes[i];
            var middle = point[i];
            foreach (var share in shares)
            {
                if (share is not (> 0 and <= 1))
                {
                    throw new SearchSpaceException(nameof(shares), $"{share}", "above 0 and at most 1");
                }

                foreach (var side in (ReadOnlySpan<int>)[-1, 1])
                {
                    if (Beside(axis, middle, side * share) is { } coordinate)
                    {
                        point[i] = coordinate;
                        var neighbour = space.Cube.Decode(point);
                        if (space.Cube.IsFeasible(point) && !neighbour.Equals(center) && !found.Contains(neighbour))
                        {
                            found.Add(neighbour);
                        }
                    }
                }
            }

            point[i] = middle;
        }

        return found;
    }

    /// <summary>The parameters that lie at an end of what was searched, and at which; a parameter with two values has no inside.</summary>
    /// <param name="space">The space.</param>
    /// <param name="parameters">A set of the space.</param>
    public static IReadOnlyList<(string Name, bool IsLowEnd)> EdgesOf(SearchSpace space, ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(space);
        var point = space.Cube.Encode(space.Normalize(parameters));
        var edges = new List<(string, bool)>();
        for (var i = 0; i < point.Length; i++)
        {
            var axis = space.Cube.Axes[i];
            if (axis.IsCategorical || axis.LevelCount is 1 or 2)
            {
                continue;
            }

            // The outermost hundredth of a continuum counts as its end.
            var reach = axis.LevelCount == 0 ? 0.01 : 0.5 / axis.LevelCount;
            var (low, high) = axis.LevelCount == 0 ? (0, 1) : (axis.Level(0), axis.Level(axis.LevelCount - 1));
            if (point[i] <= low + reach)
            {
                edges.Add((axis.Name, true));
            }
            else if (point[i] >= high - reach)
            {
                edges.Add((axis.Name, false));
            }
        }

        return edges;
    }

    private static double? Beside(Axis axis, double middle, double distance)
    {
        if (axis.IsCategorical)
        {
            return null;
        }

        var moved = middle + distance;
        if (axis.LevelCount > 0)
        {
            moved = axis.Snap(Math.Clamp(moved, 0, 1));
            var step = Math.Sign(distance);
            for (var level = 0; moved == middle && level < axis.LevelCount; level++)
            {
                // The share is less than a step: find the next value. Steps of a logarithmic axis differ in width.
                moved = axis.Snap(Math.Clamp(middle + (step * (level + 1.0) / axis.LevelCount), 0, 1));
            }

            return moved == middle ? null : moved;
        }

        return moved is >= 0 and <= 1 ? moved : Math.Clamp(moved, 0, 1) is var edge && edge != middle ? edge : null;
    }
}
