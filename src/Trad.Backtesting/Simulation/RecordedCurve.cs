namespace Trad.Backtesting.Simulation;

/// <summary>What is kept of every close of a backtest that is wanted in full.</summary>
/// <param name="capacity">How many closes are expected.</param>
internal sealed class RecordedCurve(int capacity)
{
    /// <summary>Cash plus position.</summary>
    public List<double> Equity { get; } = new(capacity);

    /// <summary>Whether a position was held during the candle.</summary>
    public List<bool> Held { get; } = new(capacity);

    /// <summary>Adds a close.</summary>
    public void Add(double equity, bool isHeld)
    {
        Equity.Add(equity);
        Held.Add(isHeld);
    }
}
