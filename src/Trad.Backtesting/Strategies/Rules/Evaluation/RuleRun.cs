using System.Buffers;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies.Rules.Binding;
using Trad.Candles;

namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>A program at work on a candle series, block by block.</summary>
internal readonly ref struct RuleRun
{
    private const int Block = RuleProgram.Block;
    private const int Words = RuleProgram.Words;

    private readonly CandleSeries _candles;
    private readonly RuleInstruction[] _instructions;
    private readonly RuleColumn[] _columns;
    private readonly ColumnRead[] _reads;
    private readonly int[] _outputs;
    private readonly double[]?[] _computed;
    private readonly double[] _numbers;
    private readonly ulong[] _conditions;
    private readonly int[] _block;
    private readonly BacktestWatch? _watch;

    /// <summary>Begins a run: columns are looked up or computed, constants written.</summary>
    public RuleRun(
        IndicatorCache indicators, RuleInstruction[] instructions, RuleColumn[] columns, ColumnRead[] reads,
        (int Register, bool IsCondition, double Value)[] constants, int[] outputs, int numbers, int conditions)
    {
        (_candles, _instructions, _columns, _reads, _outputs) = (indicators.Candles, instructions, columns, reads, outputs);
        _computed = new double[]?[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            _computed[i] = column.Formula is { } formula ? indicators.Column(new(column.Key), formula) : null;
        }

        _block = new int[2];
        _watch = BacktestWatch.Current;
        _numbers = ArrayPool<double>.Shared.Rent(Math.Max(1, numbers * Block));
        _conditions = ArrayPool<ulong>.Shared.Rent(Math.Max(1, conditions * Words));
        foreach (var (register, isCondition, value) in constants)
        {
            if (isCondition)
            {
                Bits(register).Fill(value != 0 ? ulong.MaxValue : 0);
            }
            else
            {
                _numbers.AsSpan(register * Block, Block).Fill(value);
            }
        }
    }

    /// <summary>Computes the outputs of a block, unless nobody waits for them any more.</summary>
    /// <param name="start">Its first candle.</param>
    /// <param name="count">Its candles, at most <see cref="RuleProgram.Block"/>.</param>
    public void MoveTo(int start, int count)
    {
        _watch?.ThrowIfCancelled();
        (_block[0], _block[1]) = (start, count);
        foreach (ref readonly var read in _reads.AsSpan())
        {
            if (start < read.Lag)
            {
                FillFirst(read, start, count);
            }
        }

        foreach (ref readonly var step in _instructions.AsSpan())
        {
            switch (step.Operation)
            {
                case RuleOperation.Choose:
                    BlockKernels.Choose(Bits(step.First), Number(step.Second), Number(step.Third), Register(step.Target));
                    break;
                case RuleOperation.And or RuleOperation.Or or RuleOperation.Not:
                    BlockKernels.Combine(step.Operation, Bits(step.First), Bits(step.Second), Bits(step.Target));
                    break;
                case RuleOperation.Less or RuleOperation.LessOrEqual or RuleOperation.Equal or RuleOperation.NotEqual
                    or RuleOperation.Known:
                    BlockKernels.Compare(step.Operation, Number(step.First), Number(step.Second), Bits(step.Target));
                    break;
                default:
                    BlockKernels.Compute(step.Operation, Number(step.First), Number(step.Second), Register(step.Target));
                    break;
            }
        }
    }

    /// <summary>The values of an output that is a number.</summary>
    public ReadOnlySpan<double> Numbers(int output) => Number(_outputs[output]);

    /// <summary>The bits of an output that is a condition; those behind the block's last candle mean nothing.</summary>
    public ReadOnlySpan<ulong> Conditions(int output) => Bits(_outputs[output]);

    /// <summary>Gives the registers back.</summary>
    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_numbers);
        ArrayPool<ulong>.Shared.Return(_conditions);
    }

    private ReadOnlySpan<double> Number(int operand)
    {
        if (operand >= 0)
        {
            return Register(operand);
        }

        ref readonly var read = ref _reads[~operand];
        var start = _block[0] - read.Lag;
        return start < 0 ? Register(read.Register) : ColumnOf(read.Column).Slice(start, _block[1]);
    }

    private Span<double> Register(int register) => _numbers.AsSpan(register * Block, _block[1]);

    private Span<ulong> Bits(int register) => _conditions.AsSpan(register * Words, Words);

    // Nothing is known of the time before the first candle.
    private void FillFirst(in ColumnRead read, int start, int count)
    {
        var unknown = Math.Min(read.Lag - start, count);
        var target = Register(read.Register);
        target[..unknown].Fill(double.NaN);
        if (unknown < count)
        {
            ColumnOf(read.Column)[..(count - unknown)].CopyTo(target[unknown..]);
        }
    }

    private ReadOnlySpan<double> ColumnOf(int index) => _columns[index].Raw switch
    {
        CandleColumn.Open => _candles.Open,
        CandleColumn.High => _candles.High,
        CandleColumn.Low => _candles.Low,
        CandleColumn.Close => _candles.Close,
        CandleColumn.Volume => _candles.Volume,
        CandleColumn.QuoteVolume => _candles.QuoteVolume,
        _ => _computed[index],
    };
}
