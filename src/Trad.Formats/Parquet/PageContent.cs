using System.Buffers.Binary;
using System.IO.Compression;
using K4os.Compression.LZ4;
using Parquet.Meta;
using Snappier;

namespace Trad.Formats.Parquet;

/// <summary>The compressed content of a page: how much memory it will take, and its first bytes.</summary>
internal static class PageContent
{
    private const string Remedy = "write it with Zstandard or Snappy, as with compression='zstd'";

    /// <summary>
    /// Bytes that the library will take for the content. Zstandard and Snappy say so themselves and are believed by the library
    /// more than the page's header; the other methods are given what the header says.
    /// </summary>
    /// <exception cref="UnsoundFileException">The content does not begin like one of its method.</exception>
    public static long Measure(CompressionCodec codec, ReadOnlySpan<byte> content, long uncompressed)
    {
        try
        {
            return codec switch
            {
                CompressionCodec.ZSTD when content.Length > 0 => checked((long)ZstdSharp.Decompressor.GetDecompressedSize(content)),
                CompressionCodec.SNAPPY when content.Length > 0 => Snappy.GetUncompressedLength(content),
                _ => uncompressed,
            };
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            throw new UnsoundFileException("a page is damaged", broken);
        }
    }

    /// <summary>Decompresses a content of which it is known that it fits into memory.</summary>
    /// <exception cref="UnsoundFileException">It is damaged.</exception>
    public static byte[] Decompress(CompressionCodec codec, byte[] content, int uncompressed)
    {
        try
        {
            switch (codec)
            {
                case CompressionCodec.UNCOMPRESSED:
                    return content;
                case CompressionCodec.ZSTD:
                    using (var decompressor = new ZstdSharp.Decompressor())
                    {
                        return decompressor.Unwrap(content).ToArray();
                    }

                case CompressionCodec.SNAPPY:
                    return Snappy.DecompressToArray(content);
                case CompressionCodec.GZIP:
                    return Fill(new GZipStream(new MemoryStream(content), CompressionMode.Decompress), uncompressed);
                case CompressionCodec.BROTLI:
                    return Fill(new BrotliStream(new MemoryStream(content), CompressionMode.Decompress), uncompressed);
                case CompressionCodec.LZ4_RAW or CompressionCodec.LZ4:
                    var decoded = new byte[uncompressed];
                    return LZ4Codec.Decode(content, decoded) == uncompressed ? decoded
                        : codec == CompressionCodec.LZ4 && IsFramed(content, uncompressed) ? throw UnsoundFileException.NotRead(
                            "its pages are compressed with LZ4 in frames, as Hadoop and older programs write it; " + Remedy)
                        : throw new UnsoundFileException("a page is damaged");
                default:
                    throw NotRead(codec);
            }
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or UnsoundFileException))
        {
            throw new UnsoundFileException("a page is damaged", broken);
        }
    }

    /// <summary>The refusal of a method that is not read.</summary>
    public static UnsoundFileException NotRead(CompressionCodec codec) =>
        UnsoundFileException.NotRead($"its pages are compressed with {codec}, which is not read; {Remedy}");

    // Hadoop writes both sizes in front, the highest byte first; LZ4 itself begins its frames with a mark.
    private static bool IsFramed(ReadOnlySpan<byte> content, int uncompressed) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4d, 0x18])
        || (content.Length >= 2 * sizeof(int)
            && BinaryPrimitives.ReadInt32BigEndian(content) is > 0 and var size && size <= uncompressed
            && BinaryPrimitives.ReadInt32BigEndian(content[sizeof(int)..]) is > 0 and var packed
            && packed <= content.Length - (2 * sizeof(int)));

    private static byte[] Fill(Stream stream, int length)
    {
        using (stream)
        {
            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
