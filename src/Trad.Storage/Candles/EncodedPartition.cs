using Trad.Candles;
using Trad.Formats.Parquet;
using Trad.Storage.Candles.Changes;

namespace Trad.Storage.Candles;

/// <summary>A partition ready to be written.</summary>
/// <param name="Content">The Parquet file.</param>
/// <param name="Metadata">What the blob will say of itself.</param>
internal sealed record EncodedPartition(ReadOnlyMemory<byte> Content, PartitionMetadata Metadata)
{
    /// <summary>Encodes a month of candles.</summary>
    public static async Task<EncodedPartition> OfAsync(CandleSeries candles, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        await CandleParquetWriter.WriteAsync(candles, buffer, cancellationToken);
        var content = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        return new EncodedPartition(content, PartitionMetadata.Create(candles, content.Span));
    }

    /// <summary>The same, saying which change wrote it; nothing is said of one that is not recorded.</summary>
    public EncodedPartition WrittenBy(ChangeStamp? stamp) => this with { Metadata = Metadata with { Change = stamp?.Id } };
}
