namespace Trad.Backtesting.Metrics;

/// <summary>
/// The figures of a backtest, from the equity marked to market at every close. Years have 365 days. A figure that is
/// not defined, for example a win rate without trades, is absent.
/// </summary>
public sealed record BacktestMetrics
{
    /// <summary>Equity at the end, quote currency.</summary>
    public required double FinalEquity { get; init; }

    /// <summary>Final over initial equity − 1, a fraction.</summary>
    public required double TotalReturn { get; init; }

    /// <summary>Growth per year, a fraction.</summary>
    public double? AnnualisedReturn { get; init; }

    /// <summary>Standard deviation of the returns, per year.</summary>
    public double? Volatility { get; init; }

    /// <summary>Sharpe ratio (Sharpe, 1994) against a rate of zero, annualised from the returns per candle.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Sortino ratio (Sortino and Price, 1994) against a target of zero, annualised likewise.</summary>
    public double? Sortino { get; init; }

    /// <summary>Calmar ratio (Young, 1991): annualised return over maximum drawdown.</summary>
    public double? Calmar { get; init; }

    /// <summary>Largest fall from a peak, a fraction of the peak.</summary>
    public required double MaximumDrawdown { get; init; }

    /// <summary>Longest stretch below an earlier peak, in candles.</summary>
    public required int LongestDrawdownCandles { get; init; }

    /// <summary>Number of trades, one still open at the end included.</summary>
    public required int Trades { get; init; }

    /// <summary>Entries that were not taken because the price had passed the stop or nothing was left to trade with.</summary>
    public required int SkippedEntries { get; init; }

    /// <summary>Share of trades with a profit.</summary>
    public double? WinRate { get; init; }

    /// <summary>Sum of profits over sum of losses.</summary>
    public double? ProfitFactor { get; init; }

    /// <summary>Mean profit per trade, quote currency.</summary>
    public double? Expectancy { get; init; }

    /// <summary>Mean candles from entry to exit, both included.</summary>
    public double? AverageHoldingCandles { get; init; }

    /// <summary>Share of candles with a position.</summary>
    public required double Exposure { get; init; }

    /// <summary>Fees paid, quote currency.</summary>
    public required double FeesPaid { get; init; }

    /// <summary>What holding the market from the first open to the last close returned, without costs, a fraction.</summary>
    public required double BuyAndHoldReturn { get; init; }

    /// <summary>Candles that counted.</summary>
    public required int Candles { get; init; }
}
