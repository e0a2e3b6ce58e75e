using Trad.Candles.Stores;

namespace Trad.MarketData.Coverage;

/// <summary>One stored month and what is known of it.</summary>
/// <param name="Partition">What is stored.</param>
/// <param name="Coverage">What is known of it; null when it cannot be read.</param>
/// <param name="Damage">Why it cannot be read; null when it can.</param>
public sealed record CoveredMonth(CandlePartition Partition, PartitionCoverage? Coverage, string? Damage);
