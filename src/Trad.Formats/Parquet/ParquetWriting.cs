using System.IO.Compression;
using Parquet;

namespace Trad.Formats.Parquet;

/// <summary>How every Parquet file of ours is written.</summary>
public static class ParquetWriting
{
    /// <summary>
    /// Zstandard at level Optimal; the library's default level takes some sixty times longer for a sixth less size.
    /// </summary>
    public static ParquetOptions Options => new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Optimal,
    };
}
