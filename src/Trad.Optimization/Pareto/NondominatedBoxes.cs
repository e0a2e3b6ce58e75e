namespace Trad.Optimization.Pareto;

// Notation: a front of f points; reference: k = 2 or 3 objectives, all larger being better; box: low and high, k each.
// Time f log f and f + 1 boxes for k = 2; f² log f and at most (f + 1)² boxes for k = 3. Without state.

/// <summary>
/// Cuts the part of objective space that lies above a reference point and that no trial dominates into disjoint boxes:
/// columns for two objectives, slabs of columns for three, with equal columns of neighbouring slabs joined.
/// </summary>
internal static class NondominatedBoxes
{
    /// <summary>The boxes for two or three objectives, larger being better.</summary>
    public static List<NondominatedBox> Decompose(IReadOnlyList<double[]> front, double[] reference)
    {
        var above = front.Where(point => point.Zip(reference).All(pair => pair.First > pair.Second)).ToList();
        if (reference.Length == 2)
        {
            return [.. Columns(above, reference).Select(
                column => new NondominatedBox([column.Left, column.Floor], [column.Right, double.PositiveInfinity]))];
        }

        var boxes = new List<NondominatedBox>();
        var open = new Dictionary<(double Left, double Right, double Floor), double>();
        double[] levels = [reference[2], .. above.Select(point => point[2]).Distinct().Order()];
        for (var i = 0; i < levels.Length; i++)
        {
            // What dominates a slab lies at its ceiling or higher; nothing dominates the last one.
            var ceiling = i + 1 < levels.Length ? levels[i + 1] : double.PositiveInfinity;
            var columns = Columns([.. above.Where(point => point[2] >= ceiling)], reference);
            foreach (var ended in open.Keys.Except(columns).ToList())
            {
                boxes.Add(Box(ended, open[ended], levels[i]));
                open.Remove(ended);
            }

            foreach (var column in columns)
            {
                open.TryAdd(column, levels[i]);
            }
        }

        boxes.AddRange(open.Select(column => Box(column.Key, column.Value, double.PositiveInfinity)));
        return boxes;
    }

    // From left to right: above the staircase of the first two objectives, each column up to infinity.
    private static List<(double Left, double Right, double Floor)> Columns(List<double[]> points, double[] reference)
    {
        var columns = new List<(double Left, double Right, double Floor)>();
        var right = double.PositiveInfinity;
        var floor = reference[1];
        foreach (var point in points.OrderByDescending(point => point[0]).ThenByDescending(point => point[1]))
        {
            if (point[1] <= floor)
            {
                continue;
            }

            if (point[0] < right)
            {
                columns.Add((point[0], right, floor));
                right = point[0];
            }

            floor = point[1];
        }

        columns.Add((reference[0], right, floor));
        columns.Reverse();
        return columns;
    }

    private static NondominatedBox Box((double Left, double Right, double Floor) column, double low, double high) =>
        new([column.Left, column.Floor, low], [column.Right, double.PositiveInfinity, high]);
}
