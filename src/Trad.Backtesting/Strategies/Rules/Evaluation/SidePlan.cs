namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>Which outputs say what for one side; null where the rules say nothing.</summary>
internal readonly record struct SidePlan(
    int? Entry, int? Exit, int? Stop, int? StopPrice, int? Target, int? TargetPrice, int? Trailing, int? BreakEven)
{
    /// <summary>Whether its stops may move.</summary>
    public bool MovesStop => Trailing is not null || BreakEven is not null;

    /// <summary>The prices of a signal; false when one that the rules ask for has no value.</summary>
    /// <param name="prices">The outputs of the signal's block.</param>
    /// <param name="index">The signal's candle in the block.</param>
    /// <param name="side">1 for long, −1 for short.</param>
    /// <param name="close">The close of the signal's candle.</param>
    /// <param name="stop">The stop price; NaN for none.</param>
    /// <param name="target">The target price; NaN for none.</param>
    /// <param name="trailing">The distance at which the stop follows; NaN for none.</param>
    /// <param name="breakEven">The gain at which the stop moves to the entry; NaN for none.</param>
    public bool TryPrice(
        RuleRun prices, int index, int side, double close, out double stop, out double target, out double trailing, out double breakEven)
    {
        target = breakEven = trailing = double.NaN;
        return TryRead(prices, Stop, StopPrice, index, close, -side, out stop)
            && TryRead(prices, Target, TargetPrice, index, close, side, out target)
            && TryRead(prices, null, Trailing, index, close, side, out trailing)
            && TryRead(prices, null, BreakEven, index, close, side, out breakEven);
    }

    private static bool TryRead(RuleRun prices, int? distance, int? price, int index, double close, int direction, out double value)
    {
        value = distance is { } far ? close + (direction * prices.Numbers(far)[index])
            : price is { } at ? prices.Numbers(at)[index]
            : double.NaN;
        return (distance ?? price) is null || double.IsFinite(value);
    }
}
