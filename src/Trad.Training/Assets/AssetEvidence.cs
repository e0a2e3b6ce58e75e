using Trad.Backtesting.Metrics;

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
    AssetAccount Account);
