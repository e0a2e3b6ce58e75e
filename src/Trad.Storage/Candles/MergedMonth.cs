using Azure;

namespace Trad.Storage.Candles;

/// <summary>A month of a commit as its partition will be.</summary>
/// <param name="Over">The version of the partition that it was merged over.</param>
/// <param name="Partition">The partition; null when nothing is left of it.</param>
/// <param name="Edited">What was changed.</param>
internal sealed record MergedMonth(ETag Over, EncodedPartition? Partition, EditedMonth Edited);
