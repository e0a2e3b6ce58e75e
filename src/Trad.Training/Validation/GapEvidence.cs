using Trad.Backtesting.Metrics;

namespace Trad.Training.Validation;

/// <summary>How much of a profit was made by trades that were held across gaps of the candles, of all symbols together.</summary>
/// <param name="InSample">On the candles that the trials saw.</param>
/// <param name="HoldOut">On the hold-out; absent when there is none.</param>
public sealed record GapEvidence(GapProfit InSample, GapProfit? HoldOut);
