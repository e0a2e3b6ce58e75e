using System.Buffers;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies.Rules.Binding;

namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>Computes a function over time of a node, for a whole series of candles.</summary>
/// <param name="source">What it is computed from.</param>
/// <param name="function">The function.</param>
/// <param name="restarts">Whether it starts afresh behind a missing value; otherwise it is given the holes as well.</param>
internal sealed class ColumnEvaluation(RuleNode source, MovingFunction function, bool restarts)
{
    private readonly RuleProgram _program = RuleProgram.Compile([source]);

    /// <summary>Fills the column.</summary>
    public void Fill(IndicatorCache indicators, IndicatorKey key, Span<double> column)
    {
        var rented = ArrayPool<double>.Shared.Rent(column.Length);
        try
        {
            var values = rented.AsSpan(0, column.Length);
            _program.FillNumbers(indicators, values);
            if (restarts)
            {
                EachRun(values, column);
            }
            else
            {
                function(values, column);
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // What follows a hole knows nothing of what lies before it, as after a hole in the candles.
    private void EachRun(ReadOnlySpan<double> values, Span<double> column)
    {
        var start = 0;
        while (start < values.Length)
        {
            var end = start;
            while (end < values.Length && double.IsFinite(values[end]))
            {
                end++;
            }

            if (end > start)
            {
                function(values[start..end], column[start..end]);
            }

            for (start = end; start < values.Length && !double.IsFinite(values[start]); start++)
            {
                column[start] = double.NaN;
            }
        }
    }
}
