using Trad.Optimization.Randomness;

namespace Trad.Optimization.Spaces;

/// <summary>Finds points that fulfil the constraints of a space, however narrow the region they leave.</summary>
internal static class FeasiblePoints
{
    private const int SampleCount = 256;
    private const int RepairSteps = 400;

    /// <summary>Whether a feasible point can be found.</summary>
    public static bool Exist(UnitCube cube)
    {
        var random = new RandomStream(0, cube.Dimensions);
        var point = new double[cube.Dimensions];
        for (var i = 0; i < SampleCount; i++)
        {
            Fill(cube, point, random);
            if (cube.Violation(point) <= 0)
            {
                return true;
            }
        }

        for (var i = 0; i < SampleCount / 8; i++)
        {
            Fill(cube, point, random);
            if (TryRepair(cube, point, random))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves a point into the feasible region by a random coordinate descent on the violation.</summary>
    /// <returns>Whether the point fulfils all constraints now.</returns>
    public static bool TryRepair(UnitCube cube, double[] point, RandomStream random)
    {
        var violation = cube.Violation(point);

        // A space of fixed parameters has no axis to move along.
        for (var step = 0; step < RepairSteps && violation > 0 && point.Length > 0; step++)
        {
            var axis = random.NextIndex(point.Length);
            var before = point[axis];
            var target = cube.Axes[axis].FromUniform(random.NextDouble());

            // Half of the steps stay close, so that thin regions are met too.
            point[axis] = cube.Axes[axis].IsCategorical || step % 2 == 0
                ? target
                : cube.Axes[axis].Snap(before + (0.1 * (target - before)));
            var now = cube.Violation(point);
            if (now > violation)
            {
                point[axis] = before;
            }
            else
            {
                violation = now;
            }
        }

        return violation <= 0;
    }

    private static void Fill(UnitCube cube, double[] point, RandomStream random)
    {
        for (var j = 0; j < point.Length; j++)
        {
            point[j] = cube.Axes[j].FromUniform(random.NextDouble());
        }
    }
}
