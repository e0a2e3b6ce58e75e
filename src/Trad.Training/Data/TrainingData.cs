using Trad.Backtesting.Indicators;
using Trad.Candles;

namespace Trad.Training.Data;

/// <summary>The candles of a job in memory, with the indicators that its trials share.</summary>
/// <param name="Snapshot">What the candles are.</param>
/// <param name="Candles">Warm-up and counting candles.</param>
/// <param name="Indicators">Indicators over these candles, computed once.</param>
public sealed record TrainingData(DataSnapshot Snapshot, CandleSeries Candles, IndicatorCache Indicators);
