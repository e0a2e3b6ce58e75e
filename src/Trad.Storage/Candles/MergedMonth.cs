using Azure;

namespace Trad.Storage.Candles;

/// <summary>A month of a commit as its partition will be.</summary>
/// <param name="Over">The version of the partition that it was merged over.</param>
/// <param name="Partition">The partition.</param>
internal sealed record MergedMonth(ETag Over, EncodedPartition Partition);
