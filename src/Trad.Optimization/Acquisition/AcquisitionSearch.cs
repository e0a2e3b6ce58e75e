using Trad.Optimization.LinearAlgebra;
using Trad.Optimization.Randomness;
using Trad.Optimization.Search;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Acquisition;

// Notation: x: d coordinates; low, high: d, the box; anchors: a points of d coordinates each.
// Time: 200 + 40 min(d, 10) + 24 a evaluations of the function, some of which end early, then 6 refinements of at most 3 × 50 iterations
// with gradient, each m² + m d. Not safe for use by several threads at once: it draws from one stream and the function writes scratch
// arrays.

/// <summary>
/// Maximises an acquisition function over a box of the space: many random points and neighbours of good trials, then the
/// best of them refined by gradients along the continuous coordinates and by single moves along the others.
/// </summary>
internal sealed class AcquisitionSearch(TrialLedger ledger, IAcquisition function, double[] low, double[] high, RandomStream random)
{
    private const int Refined = 6;
    private const int LocalPerAnchor = 24;
    private const int Iterations = 50;
    private const int Rounds = 3;
    private const int AllLevels = 16;
    private const int Block = 16;

    private readonly UnitCube _cube = ledger.Space.Cube;

    /// <summary>The best point found that is not taken, with its worth; null when all candidates are taken.</summary>
    /// <param name="anchors">Good trials whose neighbourhoods are searched, best first.</param>
    /// <param name="reporting">Checked between the refinements.</param>
    public (double[] Point, double Worth)? Run(IReadOnlyList<double[]> anchors, Reporting reporting)
    {
        var candidates = Candidates(anchors).FindAll(candidate => _cube.IsFeasible(candidate));
        var found = Screen(candidates);
        var minimizer = new BoundedMinimizer(_cube.Dimensions);
        for (var i = found.Count - 1; i >= 0; i--)
        {
            reporting.Cancellation.ThrowIfCancellationRequested();
            double[] point = [.. found[i].Point];
            found.Add((point, Refine(point, minimizer)));
        }

        // No other candidate is worth more than any of these.
        return FirstFree(found) ?? FirstFree(Pair(candidates, Worths(candidates, double.NegativeInfinity)));
    }

    private (double[] Point, double Worth)? FirstFree(List<(double[] Point, double Worth)> found)
    {
        found.Sort((one, other) => other.Worth.CompareTo(one.Worth));
        foreach (var (point, worth) in found)
        {
            if (!ledger.IsTaken(_cube.Decode(point)))
            {
                return (point, worth);
            }
        }

        return null;
    }

    // The candidates to refine. Those near good trials come last in the list and are looked at first: once they set the floor, most of the
    // others need no more than a glance.
    private List<(double[] Point, double Worth)> Screen(List<double[]> candidates)
    {
        var best = new List<(double[] Point, double Worth)>(Refined + Block);
        for (var end = candidates.Count; end > 0; end -= Block)
        {
            var block = candidates.GetRange(Math.Max(0, end - Block), Math.Min(Block, end));
            best.AddRange(Pair(block, Worths(block, best.Count < Refined ? double.NegativeInfinity : best[Refined - 1].Worth)));
            best.Sort((one, other) => other.Worth.CompareTo(one.Worth));
            best.RemoveRange(Math.Min(Refined, best.Count), Math.Max(0, best.Count - Refined));
        }

        return best;
    }

    private List<double[]> Candidates(IReadOnlyList<double[]> anchors)
    {
        var candidates = new List<double[]>();
        for (var i = 0; i < 200 + (40 * Math.Min(_cube.Dimensions, 10)); i++)
        {
            candidates.Add(Fresh(j => _cube.Axes[j].FromUniform(random.NextDouble())));
        }

        foreach (var anchor in anchors)
        {
            for (var i = 0; i < LocalPerAnchor; i++)
            {
                // Distances from a fifth of the box down to a thousandth: late in a search only close points improve.
                var scale = 0.2 * Math.Pow(0.005, (double)i / LocalPerAnchor);
                candidates.Add(Fresh(j => Neighbour(anchor[j], j, scale)));
            }
        }

        return candidates;
    }

    private double Neighbour(double coordinate, int axis, double scale)
    {
        if (_cube.Axes[axis].IsCategorical)
        {
            return random.NextDouble() < 0.2 ? _cube.Axes[axis].FromUniform(random.NextDouble()) : coordinate;
        }

        return coordinate + (scale * random.NextNormal());
    }

    private double[] Fresh(Func<int, double> coordinate)
    {
        var point = new double[_cube.Dimensions];
        for (var j = 0; j < point.Length; j++)
        {
            point[j] = Math.Clamp(coordinate(j), low[j], high[j]);
        }

        _cube.Snap(point);
        return point;
    }

    private static List<(double[] Point, double Worth)> Pair(List<double[]> points, double[] worths) =>
        [.. points.Select((point, i) => (point, worths[i]))];

    private double[] Worths(List<double[]> points, double floor)
    {
        var flat = new double[points.Count * _cube.Dimensions];
        for (var i = 0; i < points.Count; i++)
        {
            points[i].CopyTo(flat, i * _cube.Dimensions);
        }

        var worths = new double[points.Count];
        function.EvaluateAll(flat, worths, floor);
        return worths;
    }

    private double Refine(double[] point, BoundedMinimizer minimizer)
    {
        var worth = function.Evaluate(point);
        for (var round = 0; round < Rounds; round++)
        {
            var before = worth;
            var climbed = Math.Max(worth, Climb(point, minimizer));
            worth = MoveLevels(point, climbed);

            // Where no single move is better than where the climb ended, another climb ends there too.
            if (worth == climbed || worth - before < 1e-4)
            {
                break;
            }
        }

        return worth;
    }

    private double Climb(double[] point, BoundedMinimizer minimizer)
    {
        double[] from = [.. point];
        double[] to = [.. point];
        for (var k = 0; k < point.Length; k++)
        {
            (from[k], to[k]) = _cube.Axes[k].LevelCount > 0 ? (point[k], point[k]) : (low[k], high[k]);
        }

        var value = minimizer.Minimize(
            (x, gradient) =>
            {
                if (!_cube.IsFeasible(x))
                {
                    return double.PositiveInfinity;
                }

                var worth = function.Evaluate(x, gradient);
                for (var k = 0; k < gradient.Length; k++)
                {
                    gradient[k] = -gradient[k];
                }

                return -worth;
            },
            point, from, to, Iterations, 1e-5);
        return -value;
    }

    private double MoveLevels(double[] point, double worth)
    {
        for (var k = 0; k < point.Length; k++)
        {
            if (_cube.Axes[k].LevelCount == 0)
            {
                continue;
            }

            var moved = new List<double[]>();
            foreach (var level in Levels(k, point[k]))
            {
                double[] candidate = [.. point];
                candidate[k] = level;
                if (_cube.IsFeasible(candidate) && !ledger.IsTaken(_cube.Decode(candidate)))
                {
                    moved.Add(candidate);
                }
            }

            var worths = Worths(moved, worth);
            for (var i = 0; i < moved.Count; i++)
            {
                if (worths[i] > worth)
                {
                    (point[k], worth) = (moved[i][k], worths[i]);
                }
            }
        }

        return worth;
    }

    // Every level of a short axis; growing steps up and down a long one.
    private List<double> Levels(int axis, double at)
    {
        var levels = new List<double>();
        var count = _cube.Axes[axis].LevelCount;
        if (count <= AllLevels)
        {
            for (var i = 0L; i < count; i++)
            {
                levels.Add(_cube.Axes[axis].Level(i));
            }

            return levels;
        }

        for (var step = 1.0 / count; step < 0.5; step *= 2)
        {
            levels.Add(_cube.Axes[axis].Snap(Math.Clamp(at - step, low[axis], high[axis])));
            levels.Add(_cube.Axes[axis].Snap(Math.Clamp(at + step, low[axis], high[axis])));
        }

        return levels;
    }
}
