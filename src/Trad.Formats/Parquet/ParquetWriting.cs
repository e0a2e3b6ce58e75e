using System.IO.Compression;
using Parquet;
using Parquet.Schema;

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

    /// <summary>A column of moments: timestamps in milliseconds, UTC, never absent.</summary>
    internal static DateTimeDataField Moment(string name) =>
        new(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: false);
}
