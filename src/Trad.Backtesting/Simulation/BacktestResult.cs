using Trad.Backtesting.Metrics;

namespace Trad.Backtesting.Simulation;

/// <summary>A backtest in full.</summary>
/// <param name="Metrics">The figures.</param>
/// <param name="Trades">Every trade in order, the one still open at the end included.</param>
/// <param name="Equity">Cash plus position at the close of every candle from the first on which a trade may begin.</param>
/// <param name="Held">Whether a position was held during each of these candles.</param>
public sealed record BacktestResult(
    BacktestMetrics Metrics, IReadOnlyList<Trade> Trades, IReadOnlyList<double> Equity, IReadOnlyList<bool> Held);
