using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies.Rules.Binding;
using Trad.Candles;

namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>Brings a node over the candles of a higher interval down to every candle.</summary>
/// <param name="node">The node, over the higher candles.</param>
/// <param name="higher">Their interval.</param>
internal sealed class HigherEvaluation(RuleNode node, Interval higher)
{
    private readonly RuleProgram _program = RuleProgram.Compile([node]);

    /// <summary>Fills the column with the value at the last higher candle that has closed by the close of each candle.</summary>
    public void Fill(IndicatorCache indicators, IndicatorKey key, Span<double> column)
    {
        var longer = indicators.Higher(higher);
        var values = new double[longer.Candles.Count];
        _program.FillNumbers(longer, values);
        var times = indicators.Candles.OpenTime;
        var longerTimes = longer.Candles.OpenTime;
        var interval = indicators.Candles.Interval;
        var closed = 0;
        for (var i = 0; i < column.Length; i++)
        {
            var now = interval.CloseOf(times[i]);
            while (closed < longerTimes.Length && higher.CloseOf(longerTimes[closed]) <= now)
            {
                closed++;
            }

            column[i] = closed > 0 ? values[closed - 1] : double.NaN;
        }
    }
}
