using Trad.Optimization.Randomness;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>
/// Every point of a grid once: all levels of finite parameters, and as many evenly spaced values of each continuous one as
/// the budget allows (at least 2). Visited in a seeded order, so that a search cut short has seen all corners.
/// </summary>
internal sealed class GridProposer : IProposer
{
    private readonly TrialLedger _ledger;
    private readonly long[] _counts;
    private readonly long _total;
    private readonly long _stride;
    private readonly long _offset;
    private long _position;

    /// <summary>A grid.</summary>
    /// <exception cref="SearchSpaceException">The grid is larger than the limit.</exception>
    public GridProposer(TrialLedger ledger)
    {
        _ledger = ledger;
        _counts = Counts(ledger);
        Int128 total = 1;
        foreach (var count in _counts)
        {
            total = Int128.Min(total * count, long.MaxValue);
        }

        if (total > ledger.Options.GridLimit)
        {
            throw new SearchSpaceException("The grid's size", $"{total} points", $"at most {ledger.Options.GridLimit} (GridLimit); fix or coarsen parameters, or use another optimiser");
        }

        _total = (long)total;
        var random = new RandomStream(ledger.Options.Seed, 0x681D);
        _offset = random.NextIndex((int)_total);
        _stride = (long)(_total * 0.6180339887498949);
        while (_total > 1 && GreatestDivisor(Math.Max(_stride, 1), _total) != 1)
        {
            _stride++;
        }
    }

    public string Explanation => $"A grid of {_total} points.";

    public string? Memory => null;

    public void Prepare(string? memory, Reporting reporting) => _position = 0;

    public Suggestion? Suggest(Reporting reporting)
    {
        var cube = _ledger.Space.Cube;
        var point = new double[cube.Dimensions];
        while (_position < _total)
        {
            var index = (long)((_offset + ((Int128)_position++ * Math.Max(_stride, 1))) % _total);
            for (var k = point.Length - 1; k >= 0; k--)
            {
                var level = index % _counts[k];
                index /= _counts[k];
                point[k] = cube.Axes[k].LevelCount > 0 ? cube.Axes[k].Level(level) : (double)level / (_counts[k] - 1);
            }

            var parameters = cube.Decode(point);
            if (cube.IsFeasible(point) && !_ledger.WasProposed(parameters))
            {
                return new Suggestion(parameters);
            }
        }

        return null;
    }

    private static long[] Counts(TrialLedger ledger)
    {
        var counts = Array.ConvertAll(ledger.Space.Cube.Axes, axis => axis.LevelCount);
        var continuous = counts.Count(count => count == 0);
        var finite = counts.Where(count => count > 0).Aggregate(1.0, (product, count) => product * count);
        var each = continuous == 0 ? 0 : (long)Math.Floor(Math.Pow(ledger.Options.TrialBudget / finite, 1.0 / continuous) + 1e-9);
        return Array.ConvertAll(counts, count => count > 0 ? count : Math.Max(2, each));
    }

    private static long GreatestDivisor(long a, long b) => b == 0 ? a : GreatestDivisor(b, a % b);
}
