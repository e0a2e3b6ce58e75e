using System.Buffers.Binary;
using K4os.Compression.LZ4;
using Parquet.Meta;
using Trad.Formats.Parquet;

namespace Trad.Formats.Tests.Parquet;

/// <summary>Pages that are compressed in ways that are not read.</summary>
public sealed class PageContentTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i / 10))];

    [Fact]
    public void Lz4_without_frames_is_read() =>
        Assert.Equal(Content, PageContent.Decompress(CompressionCodec.LZ4, Compress(), Content.Length));

    [Fact]
    public void Lz4_in_the_frames_of_Hadoop_is_not_called_damaged_but_what_it_is()
    {
        var block = Compress();
        var framed = new byte[8 + block.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, Content.Length);
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(4), block.Length);
        block.CopyTo(framed, 8);

        var refused = Assert.Throws<UnsoundFileException>(() => PageContent.Decompress(CompressionCodec.LZ4, framed, Content.Length));

        Assert.True(refused.IsSound);
        Assert.Contains("compressed with LZ4 in frames", refused.Message, StringComparison.Ordinal);
        Assert.Contains("write it with Zstandard or Snappy", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lz4_that_is_damaged_is_called_so() =>
        Assert.False(Assert.Throws<UnsoundFileException>(
            () => PageContent.Decompress(CompressionCodec.LZ4, Compress()[..20], Content.Length)).IsSound);

    [Fact]
    public void Lzo_is_named_with_what_is_read_instead() => Assert.Contains(
        "compressed with LZO, which is not read; write it with Zstandard or Snappy", PageContent.NotRead(CompressionCodec.LZO).Message,
        StringComparison.Ordinal);

    private static byte[] Compress()
    {
        var block = new byte[LZ4Codec.MaximumOutputSize(Content.Length)];
        return block[..LZ4Codec.Encode(Content, block)];
    }
}
