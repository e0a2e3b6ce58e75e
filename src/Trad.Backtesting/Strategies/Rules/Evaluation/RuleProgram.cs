using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies.Rules.Binding;

namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>
/// Nodes as a list of steps over registers that hold a block of candles each, so that what is computed candle by candle stays in the
/// processor's cache; a register is used again when nothing needs what it holds. Conditions are kept as bits, 64 candles in a word.
/// </summary>
internal sealed class RuleProgram
{
    /// <summary>Candles in a block; a multiple of 64.</summary>
    public const int Block = 512;

    /// <summary>Words of bits in a block.</summary>
    public const int Words = Block / 64;

    private readonly RuleInstruction[] _instructions;
    private readonly RuleColumn[] _columns;
    private readonly ColumnRead[] _reads;
    private readonly (int Register, bool IsCondition, double Value)[] _constants;
    private readonly int[] _outputs;
    private readonly int _numbers;
    private readonly int _conditions;

    private RuleProgram(RuleProgramBuilder builder, int[] outputs)
    {
        _instructions = [.. builder.Instructions];
        _columns = [.. builder.Columns];
        _reads = [.. builder.Reads];
        _constants = [.. builder.Constants];
        _numbers = builder.Numbers.Count;
        _conditions = builder.Conditions.Count;
        _outputs = outputs;
    }

    /// <summary>The program that computes some nodes.</summary>
    public static RuleProgram Compile(IReadOnlyList<RuleNode> outputs)
    {
        var builder = new RuleProgramBuilder(outputs);
        return new RuleProgram(builder, [.. outputs.Select(builder.OperandOf)]);
    }

    /// <summary>Begins a run over a series: its columns are computed where nobody did.</summary>
    public RuleRun Open(IndicatorCache indicators) =>
        new(indicators, _instructions, _columns, _reads, _constants, _outputs, _numbers, _conditions);

    /// <summary>Fills the values of the first output, a number, at every candle.</summary>
    public void FillNumbers(IndicatorCache indicators, Span<double> values)
    {
        using var run = Open(indicators);
        for (var start = 0; start < values.Length; start += Block)
        {
            var count = Math.Min(Block, values.Length - start);
            run.MoveTo(start, count);
            run.Numbers(0).CopyTo(values[start..]);
        }
    }

    /// <summary>How many candles from a first one on fulfil the first output, a condition.</summary>
    public int CountTrue(IndicatorCache indicators, int first)
    {
        using var run = Open(indicators);
        var total = 0;
        for (var start = 0; start < indicators.Candles.Count; start += Block)
        {
            var count = Math.Min(Block, indicators.Candles.Count - start);
            run.MoveTo(start, count);
            var bits = run.Conditions(0);
            for (var i = Math.Max(0, first - start); i < count; i++)
            {
                total += (int)((bits[i >> 6] >> (i & 63)) & 1);
            }
        }

        return total;
    }
}
