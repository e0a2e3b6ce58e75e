namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>The prices of one side's signals in a block of candles.</summary>
internal readonly ref struct SidePrices
{
    private readonly Level _stop;
    private readonly Level _target;
    private readonly Level _trailing;
    private readonly Level _breakEven;

    /// <summary>Prices that a program has computed for a block.</summary>
    /// <param name="plan">Which outputs say what.</param>
    /// <param name="prices">The outputs.</param>
    public SidePrices(in SidePlan plan, in RuleRun prices)
    {
        _stop = new Level(plan.Stop, plan.StopPrice, prices);
        _target = new Level(plan.Target, plan.TargetPrice, prices);
        _trailing = new Level(null, plan.Trailing, prices);
        _breakEven = new Level(null, plan.BreakEven, prices);
    }

    /// <summary>The prices of a signal; false when one that the rules ask for has no value.</summary>
    /// <param name="index">The signal's candle in the block.</param>
    /// <param name="side">1 for long, −1 for short.</param>
    /// <param name="close">The close of the signal's candle.</param>
    /// <param name="stop">The stop price; NaN for none.</param>
    /// <param name="target">The target price; NaN for none.</param>
    /// <param name="trailing">The distance at which the stop follows; NaN for none.</param>
    /// <param name="breakEven">The gain at which the stop moves to the entry; NaN for none.</param>
    public bool TryRead(int index, int side, double close, out double stop, out double target, out double trailing, out double breakEven)
    {
        target = breakEven = trailing = double.NaN;
        return _stop.TryRead(index, close, -side, out stop)
            && _target.TryRead(index, close, side, out target)
            && _trailing.TryRead(index, close, side, out trailing)
            && _breakEven.TryRead(index, close, side, out breakEven);
    }

    // What the rules say of one price: its distance from the close, itself, or nothing.
    private readonly ref struct Level
    {
        private readonly ReadOnlySpan<double> _values;
        private readonly bool _isDistance;

        public Level(int? distance, int? price, in RuleRun prices)
        {
            _isDistance = distance is not null;
            _values = (distance ?? price) is { } output ? prices.Numbers(output) : [];
        }

        public bool TryRead(int index, double close, int direction, out double value)
        {
            if (_values.IsEmpty)
            {
                value = double.NaN;
                return true;
            }

            value = _isDistance ? close + (direction * _values[index]) : _values[index];
            return double.IsFinite(value);
        }
    }
}
