using Trad.Backtesting.Metrics;
using Trad.Candles;

namespace Trad.Backtesting.Simulation;

/// <summary>A backtest in full.</summary>
/// <param name="Metrics">The figures.</param>
/// <param name="Trades">Every trade in order, the one still open at the end included.</param>
/// <param name="Equity">Cash plus position at the close of every candle from the first on which a trade may begin.</param>
/// <param name="Held">Whether a position was held during each of these candles.</param>
public sealed record BacktestResult(
    BacktestMetrics Metrics, IReadOnlyList<Trade> Trades, IReadOnlyList<double> Equity, IReadOnlyList<bool> Held);

/// <summary>One symbol's part of a joint account.</summary>
/// <param name="Result">Its backtest.</param>
/// <param name="Candles">The candles of the backtest, those before the first trade included.</param>
/// <param name="Options">Its conditions.</param>
public sealed record AccountPart(BacktestResult Result, CandleSeries Candles, BacktestOptions Options)
{
    /// <summary>Its capital at the start.</summary>
    public double InitialCapital => Options.InitialCapital;

    /// <summary>The moment of a close, epoch milliseconds UTC.</summary>
    /// <param name="i">Position among the closes that the equity belongs to.</param>
    internal long CloseAt(int i) => Candles.Interval.CloseOf(Candles.OpenTime[Options.TradeFrom + i]);
}

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
