using Trad.Optimization.Randomness;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>Finds a point that fulfils the constraints and is not taken.</summary>
internal static class FreshPoint
{
    private const int Attempts = 200;
    private const long EnumerationLimit = 1_000_000;

    /// <summary>A uniform random point, repaired when constraints leave little room; null when every point is taken.</summary>
    public static double[]? Find(TrialLedger ledger, RandomStream random)
    {
        var cube = ledger.Space.Cube;
        var point = new double[cube.Dimensions];
        for (var attempt = 0; attempt < 2 * Attempts; attempt++)
        {
            for (var i = 0; i < point.Length; i++)
            {
                point[i] = cube.Axes[i].FromUniform(random.NextDouble());
            }

            if ((cube.IsFeasible(point) || (attempt >= Attempts && FeasiblePoints.TryRepair(cube, point, random)))
                && !ledger.IsTaken(cube.Decode(point)))
            {
                return point;
            }
        }

        return Enumerate(ledger, random);
    }

    // Nearly everything is taken: walk through the points from a random one on.
    private static double[]? Enumerate(TrialLedger ledger, RandomStream random)
    {
        var cube = ledger.Space.Cube;
        if (ledger.Space.Cardinality is not { } total || total > EnumerationLimit)
        {
            return null;
        }

        var point = new double[cube.Dimensions];
        var start = random.NextIndex((int)total);
        for (var step = 0L; step < total; step++)
        {
            GridIndex.Fill(cube, (start + step) % total, point);
            if (cube.IsFeasible(point) && !ledger.IsTaken(cube.Decode(point)))
            {
                return point;
            }
        }

        return null;
    }
}
