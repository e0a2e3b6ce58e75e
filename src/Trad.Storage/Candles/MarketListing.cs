namespace Trad.Storage.Candles;

/// <summary>What is stored of a market.</summary>
/// <param name="Partitions">Its partitions, oldest first.</param>
/// <param name="Pending">What has been committed and is not yet in them all; null when there is nothing.</param>
internal sealed record MarketListing(List<StoredPartition> Partitions, PendingCommit? Pending);
