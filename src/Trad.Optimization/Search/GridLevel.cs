using Trad.Optimization.Randomness;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>One grid over a space, visited in a seeded order that jumps about.</summary>
internal sealed class GridLevel
{
    private const double GoldenRatio = 0.6180339887498949;

    private readonly UnitCube _cube;
    private readonly long[] _counts;
    private readonly long _stride;
    private readonly long _offset;

    /// <summary>A grid.</summary>
    /// <param name="ledger">The space and the seed.</param>
    /// <param name="valuesPerContinuum">How many evenly spaced values a continuous parameter has, at least 2.</param>
    public GridLevel(TrialLedger ledger, long valuesPerContinuum)
    {
        _cube = ledger.Space.Cube;
        _counts = Array.ConvertAll(_cube.Axes, axis => axis.LevelCount > 0 ? axis.LevelCount : valuesPerContinuum);
        Int128 total = 1;
        foreach (var count in _counts)
        {
            total = Int128.Min(total * count, long.MaxValue);
        }

        Total = (long)total;
        if (Total > int.MaxValue)
        {
            // Larger than any grid that is accepted, and never visited.
            return;
        }

        _offset = new RandomStream(ledger.Options.Seed, 0x681D).NextIndex((int)Total);
        _stride = Math.Max((long)(Total * GoldenRatio), 1);
        while (Total > 1 && GreatestDivisor(_stride, Total) != 1)
        {
            _stride++;
        }
    }

    /// <summary>
    /// The number of points, those that break constraints included; <see cref="long.MaxValue"/> when there are more than fit.
    /// </summary>
    public long Total { get; }

    /// <summary>Writes the coordinates of the point that is visited at a position.</summary>
    public void Fill(long position, Span<double> point)
    {
        var index = (long)((_offset + ((Int128)position * _stride)) % Total);
        for (var k = point.Length - 1; k >= 0; k--)
        {
            var level = index % _counts[k];
            index /= _counts[k];
            point[k] = _cube.Axes[k].LevelCount > 0 ? _cube.Axes[k].Level(level) : (double)level / (_counts[k] - 1);
        }
    }

    private static long GreatestDivisor(long a, long b) => b == 0 ? a : GreatestDivisor(b, a % b);
}
