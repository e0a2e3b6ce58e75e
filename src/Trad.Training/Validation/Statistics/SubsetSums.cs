using System.Numerics;

namespace Trad.Training.Validation.Statistics;

/// <summary>Sums over every choice of a few blocks of time, a row of numbers (one per trial) for each choice.</summary>
internal sealed class SubsetSums
{
    private readonly int _stride;
    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly int[] _lengths;

    /// <summary>Adds the blocks up.</summary>
    /// <param name="sums">Sums per block and trial.</param>
    /// <param name="squares">Sums of squares, likewise.</param>
    /// <param name="lengths">Observations per block.</param>
    /// <param name="firstBlock">The first of the blocks to choose among.</param>
    /// <param name="blocks">Their number.</param>
    /// <param name="stride">Numbers per row.</param>
    public SubsetSums(double[] sums, double[] squares, int[] lengths, int firstBlock, int blocks, int stride)
    {
        _stride = stride;
        _sums = new double[stride << blocks];
        _squares = new double[stride << blocks];
        _lengths = new int[1 << blocks];

        // A choice is a smaller one and its lowest block.
        for (var choice = 1; choice < 1 << blocks; choice++)
        {
            var (smaller, block) = (choice & (choice - 1), firstBlock + BitOperations.TrailingZeroCount(choice));
            _lengths[choice] = _lengths[smaller] + lengths[block];
            for (var i = 0; i < stride; i++)
            {
                _sums[(choice * stride) + i] = _sums[(smaller * stride) + i] + sums[(block * stride) + i];
                _squares[(choice * stride) + i] = _squares[(smaller * stride) + i] + squares[(block * stride) + i];
            }
        }
    }

    /// <summary>Observations of a choice.</summary>
    public int Length(int choice) => _lengths[choice];

    /// <summary>Sums of a choice, one per trial.</summary>
    public ReadOnlySpan<double> Sums(int choice) => _sums.AsSpan(choice * _stride, _stride);

    /// <summary>Sums of squares of a choice, one per trial.</summary>
    public ReadOnlySpan<double> Squares(int choice) => _squares.AsSpan(choice * _stride, _stride);
}
