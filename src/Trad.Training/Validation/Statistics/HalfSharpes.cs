using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// The Sharpe ratios of all trials over any choice of blocks of time, from sums over the blocks: those of every choice among the
/// first and among the last half of the blocks are kept, so that a choice among all takes two additions per trial.
/// </summary>
internal sealed class HalfSharpes
{
    // A variance below this share of the mean square is the rounding of a constant.
    private const double Rounding = 1e-10;

    private readonly int _trials;
    private readonly int _stride;
    private readonly int _firstBlocks;

    // Per choice, a number per trial: sums of y and y², where y are returns less the trial's mean, over its deviation.
    private readonly SubsetSums _first;
    private readonly SubsetSums _last;

    // The mean that was taken away, in deviations.
    private readonly double[] _means;

    /// <summary>Sums up the blocks.</summary>
    /// <param name="returns">The trials' returns.</param>
    /// <param name="blocks">Number of blocks, of lengths that differ by one at most.</param>
    public HalfSharpes(TrialReturns returns, int blocks)
    {
        _trials = returns.Trials;
        _stride = (_trials + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;
        _firstBlocks = blocks / 2;
        _means = new double[_stride];
        var standard = new double[returns.Observations];
        var (sums, squares) = (new double[blocks * _stride], new double[blocks * _stride]);
        for (var trial = 0; trial < _trials; trial++)
        {
            _means[trial] = Standardise(returns[trial], standard);
            for (var block = 0; block < blocks; block++)
            {
                foreach (var value in standard.AsSpan()[Start(block, blocks, standard.Length)..Start(block + 1, blocks, standard.Length)])
                {
                    sums[(block * _stride) + trial] += value;
                    squares[(block * _stride) + trial] += value * value;
                }
            }
        }

        var lengths = new int[blocks];
        for (var block = 0; block < blocks; block++)
        {
            lengths[block] = Start(block + 1, blocks, standard.Length) - Start(block, blocks, standard.Length);
        }

        _first = new SubsetSums(sums, squares, lengths, 0, _firstBlocks, _stride);
        _last = new SubsetSums(sums, squares, lengths, _firstBlocks, blocks - _firstBlocks, _stride);
    }

    /// <summary>Fills in the ratios over the chosen blocks; zero where the returns do not vary.</summary>
    /// <param name="choice">A bit per block.</param>
    /// <param name="ratios">Room for one ratio per trial.</param>
    public void Fill(int choice, Span<double> ratios)
    {
        var (first, last) = (choice & ((1 << _firstBlocks) - 1), choice >> _firstBlocks);
        var count = (double)(_first.Length(first) + _last.Length(last));
        ref var sums1 = ref MemoryMarshal.GetReference(_first.Sums(first));
        ref var sums2 = ref MemoryMarshal.GetReference(_last.Sums(last));
        ref var squares1 = ref MemoryMarshal.GetReference(_first.Squares(first));
        ref var squares2 = ref MemoryMarshal.GetReference(_last.Squares(last));
        ref var means = ref MemoryMarshal.GetArrayDataReference(_means);
        var (n, toSample) = (Vector256.Create(count), Vector256.Create(count / (count - 1)));
        var rounding = Vector256.Create(Rounding);
        for (var trial = 0; trial < _stride; trial += Vector256<double>.Count)
        {
            var mean = (Vector256.LoadUnsafe(ref sums1, (nuint)trial) + Vector256.LoadUnsafe(ref sums2, (nuint)trial)) / n;
            var square = (Vector256.LoadUnsafe(ref squares1, (nuint)trial) + Vector256.LoadUnsafe(ref squares2, (nuint)trial)) / n;
            var variance = square - (mean * mean);
            var varies = Vector256.GreaterThan(variance, rounding * square);
            var ratio = (mean + Vector256.LoadUnsafe(ref means, (nuint)trial)) / Vector256.Sqrt(variance * toSample);
            ratio = Vector256.ConditionalSelect(varies, ratio, Vector256<double>.Zero);
            if (trial + Vector256<double>.Count <= _trials)
            {
                ratio.CopyTo(ratios[trial..]);
            }
            else
            {
                for (var lane = 0; trial + lane < _trials; lane++)
                {
                    ratios[trial + lane] = ratio[lane];
                }
            }
        }
    }

    private static int Start(int block, int blocks, int observations) => (int)((long)block * observations / blocks);

    // Returns the mean in deviations; all zeros for returns that do not vary.
    private static double Standardise(ReadOnlySpan<double> returns, Span<double> standard)
    {
        standard.Clear();
        if (!ReturnSeries.Varies(returns))
        {
            return 0;
        }

        var (mean, squares) = (0.0, 0.0);
        foreach (var value in returns)
        {
            mean += value / returns.Length;
        }

        foreach (var value in returns)
        {
            squares += (value - mean) * (value - mean);
        }

        var deviation = Math.Sqrt(squares / returns.Length);
        if (deviation == 0)
        {
            return 0;
        }

        for (var i = 0; i < returns.Length; i++)
        {
            standard[i] = (returns[i] - mean) / deviation;
        }

        return mean / deviation;
    }
}
