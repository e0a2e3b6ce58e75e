using Trad.Backtesting.Indicators;
using Trad.Candles;
using static Trad.Backtesting.Strategies.Rules.Binding.RuleOperation;

namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>What functions of the language are made of: graphs of other functions and of operations.</summary>
internal static class RuleCompositions
{
    /// <summary>A column by its name.</summary>
    public static RuleNode Named(RuleGraph graph, string name) => RuleFunctions.ByName[name].Build(graph, new RuleCall([]));

    /// <summary>A function of a source and a length by its name.</summary>
    public static RuleNode Over(RuleGraph graph, string name, RuleNode source, int length) =>
        RuleFunctions.ByName[name].Build(graph, new RuleCall([source, graph.Constant(length)]));

    /// <summary>A quantile that a rule asks for.</summary>
    public static RuleNode Quantile(RuleGraph graph, RuleCall call) => Quantile(graph, call[0], call.Length(1), call.Value(2));

    /// <summary>The quantile of the last values, from 0 for the smallest to 1 for the largest.</summary>
    /// <exception cref="RefusedNodeException">There is no such quantile.</exception>
    public static RuleNode Quantile(RuleGraph graph, RuleNode source, int length, double quantile) => quantile is >= 0 and <= 1
        ? graph.Moving(
            FormattableString.Invariant($"quantile({length}, {quantile:R})"), source, length - 1, 0,
            (values, result) => RollingQuantile.Compute(values, length, quantile, result))
        : throw new RefusedNodeException(FormattableString.Invariant($"the quantile is {quantile}; allowed is a number from 0 to 1"));

    /// <summary>The fast exponential average less the slow one.</summary>
    public static RuleNode Convergence(RuleGraph graph, RuleCall call) => graph.Make(
        Subtract, Over(graph, "ema", call[0], call.Length(1)), Over(graph, "ema", call[0], call.Length(2)));

    /// <summary>Where the close stands between the lowest low and the highest high, 0 to 100, smoothed.</summary>
    public static RuleNode Stochastic(RuleGraph graph, RuleCall call)
    {
        var (high, low) = (
            Over(graph, "highest", Named(graph, "high"), call.Length(0)), Over(graph, "lowest", Named(graph, "low"), call.Length(0)));
        var place = graph.Make(Multiply, graph.Constant(100), graph.Make(Subtract, Named(graph, "close"), low));
        var raw = graph.Make(
            Choose, graph.Make(Equal, high, low), graph.Constant(0), graph.Make(Divide, place, graph.Make(Subtract, high, low)));
        return Over(graph, "sma", raw, call.Length(1));
    }

    /// <summary>Wilder's average of the true range.</summary>
    public static RuleNode AverageRange(RuleGraph graph, int length) => Over(graph, "rma", Named(graph, "true_range"), length);

    /// <summary>How far a Bollinger band lies from its middle.</summary>
    public static RuleNode BandDistance(RuleGraph graph, RuleCall call) =>
        graph.Make(Multiply, call[2], Over(graph, "stdev", call[0], call.Length(1)));

    /// <summary>A Keltner band: an average of the close, and some true ranges more or less.</summary>
    public static RuleNode Around(RuleGraph graph, RuleCall call, RuleOperation operation) => graph.Make(
        operation,
        Over(graph, "ema", Named(graph, "close"), call.Length(0)),
        graph.Make(Multiply, call[1], AverageRange(graph, call.Length(2))));

    /// <summary>Whether one rises above the other at this candle.</summary>
    public static RuleNode Cross(RuleGraph graph, RuleNode above, RuleNode below) => graph.Make(
        And, graph.Make(Less, below, above), graph.Make(LessOrEqual, graph.Lagged(above, 1), graph.Lagged(below, 1)));

    /// <summary>1 where the condition holds, else 0.</summary>
    public static RuleNode Digit(RuleGraph graph, RuleNode condition) =>
        graph.Make(Choose, condition, graph.Constant(1), graph.Constant(0));

    /// <summary>At how many of the last candles the condition held.</summary>
    public static RuleNode Count(RuleGraph graph, RuleNode condition, int length) => graph.Moving(
        $"count({length})", Digit(graph, condition), length - 1, 0, (source, result) => MovingKernels.Count(source, length, result));

    /// <summary>Whether the one was smaller than the other at each of the last candles.</summary>
    public static RuleNode Monotonic(RuleGraph graph, RuleNode smaller, RuleNode larger, int length) =>
        graph.Make(Equal, Count(graph, graph.Make(Less, smaller, larger), length), graph.Constant(length));

    /// <summary>The volume-weighted average price since midnight UTC.</summary>
    public static void DayAverage(IndicatorCache cache, IndicatorKey key, Span<double> result)
    {
        var candles = cache.Candles;
        VolumeWeightedAveragePrice.Compute(
            candles.OpenTime, candles.High, candles.Low, candles.Close, candles.Volume, Interval.OneDay.Milliseconds, result);
    }

    /// <summary>How many candles of the shorter interval one of the longer has, at least one.</summary>
    public static int CandlesOf(Interval longer, Interval shorter) => (int)Math.Max(1, longer.Milliseconds / shorter.Milliseconds);
}
