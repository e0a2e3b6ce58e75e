namespace Trad.Testing;

/// <summary>The volume that a set of objective vectors dominates above a reference point: larger is better.</summary>
public static class Hypervolume
{
    /// <summary>The exact volume for one to three objectives.</summary>
    /// <param name="points">Vectors of objectives, each larger is better; those that do not exceed the reference count nothing.</param>
    /// <param name="reference">The worst acceptable value of each objective.</param>
    /// <exception cref="ArgumentException">
    /// There are more than three objectives, or a vector has another length than the reference.
    /// </exception>
    public static double Compute(IEnumerable<IReadOnlyList<double>> points, IReadOnlyList<double> reference)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Count is < 1 or > 3)
        {
            throw new ArgumentException($"The reference point has {reference.Count} objectives; 1 to 3 are supported.", nameof(reference));
        }

        var above = new List<IReadOnlyList<double>>();
        foreach (var point in points)
        {
            if (point.Count != reference.Count)
            {
                throw new ArgumentException(
                    $"A point has {point.Count} objectives; the reference point has {reference.Count}.", nameof(points));
            }

            if (point.Zip(reference).All(pair => pair.First > pair.Second))
            {
                above.Add(point);
            }
        }

        return Volume(above, reference, reference.Count - 1);
    }

    // Slabs along the last objective: between two neighbouring values the section is that of the points above them.
    private static double Volume(List<IReadOnlyList<double>> points, IReadOnlyList<double> reference, int last)
    {
        if (points.Count == 0)
        {
            return 0;
        }

        if (last == 0)
        {
            return points.Max(point => point[0]) - reference[0];
        }

        var sorted = points.OrderByDescending(point => point[last]).ToList();
        var volume = 0.0;
        for (var i = 0; i < sorted.Count; i++)
        {
            var thickness = sorted[i][last] - (i + 1 < sorted.Count ? sorted[i + 1][last] : reference[last]);
            if (thickness > 0)
            {
                volume += thickness * Volume(sorted[..(i + 1)], reference, last - 1);
            }
        }

        return volume;
    }
}
