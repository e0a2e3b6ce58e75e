using System.Globalization;

namespace Trad.Backtesting.Metrics;

/// <summary>
/// The figures of a backtest, from the equity marked to market at every close. Years have 365 days. A figure that is
/// not defined, for example a win rate without trades, is absent. Formulas and sources stand with each statistic.
/// </summary>
public sealed record BacktestMetrics
{
    /// <summary>Equity at the end, quote currency.</summary>
    public required double FinalEquity { get; init; }

    /// <summary>Final over initial equity − 1, a fraction.</summary>
    public required double TotalReturn { get; init; }

    /// <summary>Growth per year, a fraction; told from 90 days on.</summary>
    public double? AnnualisedReturn { get; init; }

    /// <summary>Standard deviation of the returns, per year.</summary>
    public double? Volatility { get; init; }

    /// <summary>Sharpe ratio against a rate of zero, annualised from the returns per candle.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above zero.</summary>
    public double? ProbabilisticSharpe { get; init; }

    /// <summary>Sortino ratio against a target of zero, annualised likewise.</summary>
    public double? Sortino { get; init; }

    /// <summary>Annualised return over maximum drawdown; told from 90 days on.</summary>
    public double? Calmar { get; init; }

    /// <summary>Sum of the positive over sum of the negative returns per candle.</summary>
    public double? Omega { get; init; }

    /// <summary>Skewness of the returns per candle.</summary>
    public double? Skewness { get; init; }

    /// <summary>Excess kurtosis of the returns per candle.</summary>
    public double? Kurtosis { get; init; }

    /// <summary>Loss per candle that is exceeded in no more than 5 % of the candles, a fraction.</summary>
    public double? ValueAtRisk { get; init; }

    /// <summary>Largest fall from a peak, a fraction of the peak.</summary>
    public required double MaximumDrawdown { get; init; }

    /// <summary>Mean over the drawdowns of the deepest fall of each, a fraction of the peak.</summary>
    public double? AverageDrawdown { get; init; }

    /// <summary>Longest stretch below an earlier peak, in candles.</summary>
    public required int LongestDrawdownCandles { get; init; }

    /// <summary>Mean length of the drawdowns, in candles.</summary>
    public double? AverageDrawdownCandles { get; init; }

    /// <summary>Root mean square of the fall from the peak, a fraction.</summary>
    public double? UlcerIndex { get; init; }

    /// <summary>Number of trades, one still open at the end included.</summary>
    public required int Trades { get; init; }

    /// <summary>Entries that were not taken, for any of the four reasons that follow.</summary>
    public required int SkippedEntries { get; init; }

    /// <summary>Entries not taken because the price had passed the stop, or the stop lay on the wrong side.</summary>
    public int SkippedStopPassed { get; init; }

    /// <summary>Entries not taken because the price had reached or passed the target, or the target lay on the wrong side.</summary>
    public int SkippedTargetPassed { get; init; }

    /// <summary>Entries not taken because nothing was left to trade with.</summary>
    public int SkippedNoCash { get; init; }

    /// <summary>Entries not taken because their size was zero, unknown, or below what the exchange accepts.</summary>
    public int SkippedTooSmall { get; init; }

    /// <summary>Share of trades with a profit.</summary>
    public double? WinRate { get; init; }

    /// <summary>Sum of profits over sum of losses.</summary>
    public double? ProfitFactor { get; init; }

    /// <summary>Mean profit per trade, quote currency.</summary>
    public double? Expectancy { get; init; }

    /// <summary>Mean profit of the winners over mean loss of the losers.</summary>
    public double? PayoffRatio { get; init; }

    /// <summary>System quality number.</summary>
    public double? Sqn { get; init; }

    /// <summary>
    /// System quality number less what a strategy without an edge exceeds with 5 %; above zero, the trades earn with 95 % confidence,
    /// had there been no search.
    /// </summary>
    public double? SqnBound { get; init; }

    /// <summary>Profit of the best trade, a fraction of its entry's notional.</summary>
    public double? BestTradeReturn { get; init; }

    /// <summary>Profit of the worst trade, a fraction of its entry's notional.</summary>
    public double? WorstTradeReturn { get; init; }

    /// <summary>Most trades in a row with a loss.</summary>
    public int LongestLosingStreak { get; init; }

    /// <summary>Mean candles from entry to exit, both included.</summary>
    public double? AverageHoldingCandles { get; init; }

    /// <summary>Most candles from entry to exit, both included.</summary>
    public int? LongestHoldingCandles { get; init; }

    /// <summary>Share of candles during which a position was held.</summary>
    public required double Exposure { get; init; }

    /// <summary>Notional of all fills over the mean equity.</summary>
    public double? Turnover { get; init; }

    /// <summary>Fees paid, quote currency.</summary>
    public required double FeesPaid { get; init; }

    /// <summary>Funding paid less received, quote currency.</summary>
    public double FundingPaid { get; init; }

    /// <summary>What holding the market from the first open to the last close returned, without costs and long holes, a fraction.</summary>
    public required double BuyAndHoldReturn { get; init; }

    /// <summary>Total return less the buy-and-hold return, a fraction.</summary>
    public double ExcessReturn { get; init; }

    /// <summary>Candles that counted.</summary>
    public required int Candles { get; init; }

    /// <summary>Days from the first open to the last close, holes included.</summary>
    public double Days { get; init; }

    /// <summary>Why annualised return and Calmar ratio are absent when the backtest is too short for them; else absent.</summary>
    public string? NotAnnualised => Days < Annualisation.ShortestSpan.TotalDays && AnnualisedReturn is null
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{Days:0.#} days are too few for a return per year; it is told from {Annualisation.ShortestSpan.TotalDays:0} days on")
        : null;
}
