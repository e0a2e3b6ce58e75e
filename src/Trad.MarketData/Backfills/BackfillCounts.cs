namespace Trad.MarketData.Backfills;

/// <summary>What a backfill did so far.</summary>
/// <param name="Partitions">Months to fetch.</param>
/// <param name="PartitionsDone">Months done.</param>
/// <param name="Missing">Candles that were missing at the start.</param>
/// <param name="Fetched">Candles fetched.</param>
/// <param name="Inserted">Candles stored that were not there before.</param>
/// <param name="Replaced">Stored candles that changed: repaired.</param>
/// <param name="Refused">Candles that break a rule and were not stored.</param>
/// <param name="DuplicatesDropped">Rows that came twice.</param>
/// <param name="NotThere">Candles that the exchange itself does not have.</param>
public sealed record BackfillCounts(
    int Partitions, int PartitionsDone, long Missing, long Fetched, long Inserted, long Replaced, long Refused, long DuplicatesDropped,
    long NotThere);
