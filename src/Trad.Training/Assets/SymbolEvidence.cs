using Trad.Backtesting.Metrics;

namespace Trad.Training.Assets;

/// <summary>One symbol's share of the evidence of an asset that was trained on several.</summary>
/// <param name="DataFingerprint">SHA-256 of the symbol's candles.</param>
/// <param name="InSample">The backtest on what the trials saw.</param>
/// <param name="HoldOut">The backtest on the hold-out; absent when there is none.</param>
public sealed record SymbolEvidence(string DataFingerprint, BacktestMetrics InSample, BacktestMetrics? HoldOut);
