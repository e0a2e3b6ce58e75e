using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Training.Validation;

namespace Trad.Training.Assets;

/// <summary>What the parameters of an asset did.</summary>
/// <param name="InSample">The figures on what the trials saw; of several symbols those of their joint account.</param>
/// <param name="HoldOut">The figures on the hold-out; null when there is none.</param>
/// <param name="Symbols">Every symbol's figures, each of its own account.</param>
/// <param name="Equity">The equity at every close; of several symbols that of their joint account.</param>
/// <param name="Trades">Every trade in order of entry.</param>
/// <param name="Account">The money behind them.</param>
public sealed record AssetEvidence(
    BacktestMetrics InSample,
    BacktestMetrics? HoldOut,
    IReadOnlyDictionary<string, SymbolEvidence> Symbols,
    IReadOnlyList<EquityPoint> Equity,
    IReadOnlyList<AssetTrade> Trades,
    AssetAccount Account)
{
    /// <summary>How much of the profit was made across gaps; absent when it was not looked at.</summary>
    public GapEvidence? GapProfit { get; init; }
}

/// <summary>One symbol's share of the evidence of an asset that was trained on several.</summary>
/// <param name="DataFingerprint">SHA-256 of the symbol's candles.</param>
/// <param name="InSample">The backtest on what the trials saw.</param>
/// <param name="HoldOut">The backtest on the hold-out; absent when there is none.</param>
public sealed record SymbolEvidence(string DataFingerprint, BacktestMetrics InSample, BacktestMetrics? HoldOut);

/// <summary>
/// What holding the market returned over the same candles, without costs, as fractions; of several symbols with the same capital in each.
/// </summary>
/// <param name="InSample">Over the candles that the trials saw.</param>
/// <param name="HoldOut">Over the hold-out; absent when there is none.</param>
public sealed record BuyAndHold(double InSample, double? HoldOut);

/// <summary>The worth of an account at the close of a candle.</summary>
/// <param name="Time">The close of the candle.</param>
/// <param name="Equity">
/// Cash plus position, quote currency, of the account that figures and trades are of: it begins anew at the hold-out.
/// </param>
/// <param name="Drawdown">
/// Fall from the highest equity of the same part so far, its initial equity included, a fraction of it; its largest is the
/// maximum drawdown of the figures.
/// </param>
/// <param name="InSample">Whether the candle is one that the trials saw.</param>
/// <param name="ChainedEquity">
/// The two parts end to end: in sample the equity, then as if the hold-out had begun with what was there.
/// </param>
/// <param name="ChainedDrawdown">Fall from the highest chained equity so far, a fraction of it.</param>
/// <param name="Held">
/// Whether a position was held during the candle. Absent for assets that were published before it was recorded; their equity
/// and drawdown are the chained ones.
/// </param>
public readonly record struct EquityPoint(
    DateTimeOffset Time, double Equity, double Drawdown, bool InSample, double ChainedEquity, double ChainedDrawdown, bool? Held);

/// <summary>A trade of an asset's backtest.</summary>
/// <param name="EntryTime">Open time of the candle of the entry.</param>
/// <param name="ExitTime">Open time of the candle of the exit.</param>
/// <param name="Direction"><c>long</c> or <c>short</c>.</param>
/// <param name="EntryPrice">Fill price, slippage included.</param>
/// <param name="ExitPrice">Fill price, slippage included; the last close for a trade that is still open.</param>
/// <param name="Size">Amount in the base currency, without a sign.</param>
/// <param name="Profit">Gain in the quote currency after all costs, of the symbol's account, which begins anew at the hold-out.</param>
/// <param name="ProfitFraction">Gain as a fraction of what the position cost.</param>
/// <param name="Fees">Fees of both sides, quote currency.</param>
/// <param name="ExitReason">Why it ended.</param>
/// <param name="InSample">Whether it was made on candles that the trials saw.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Funding">Funding paid, negative when received; absent for assets that were published before it was recorded.</param>
/// <param name="HeldCandles">Candles from entry to exit, both included; absent likewise.</param>
public sealed record AssetTrade(
    DateTimeOffset EntryTime,
    DateTimeOffset ExitTime,
    string Direction,
    double EntryPrice,
    double ExitPrice,
    double Size,
    double Profit,
    double ProfitFraction,
    double Fees,
    ExitReason ExitReason,
    bool InSample,
    string Symbol,
    double? Funding = null,
    int? HeldCandles = null);
