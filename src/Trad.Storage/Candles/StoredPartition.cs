using Azure;
using Trad.Candles;

namespace Trad.Storage.Candles;

/// <summary>A partition as a listing shows it.</summary>
/// <param name="Month">The month.</param>
/// <param name="Version">The blob's version.</param>
/// <param name="Bytes">The blob's size.</param>
/// <param name="Metadata">What the blob says of itself; null when another program wrote it.</param>
internal sealed record StoredPartition(Month Month, ETag Version, long Bytes, PartitionMetadata? Metadata);
