using Trad.Backtesting.Simulation;

namespace Trad.Training.Assets;

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
