using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Trad.Formats.Arrow;

namespace Trad.Formats.Tests.Arrow;

/// <summary>Arrow files that claim, or unpack to, more than any reader may be asked to hold.</summary>
public sealed class ArrowFileCheckTests
{
    private const long MostBytes = 16 << 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(CompressionCodecType.Zstd)]
    [InlineData(CompressionCodecType.Lz4Frame)]
    public async Task Sound_file_tells_its_rows(CompressionCodecType? compression) =>
        Assert.Equal(
            3000, await new ArrowFileCheck(new MemoryStream(Frame(1000, compression, batches: 3)), MostBytes).CheckAsync(Cancellation));

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Footer_length_that_cannot_be_is_refused(int length)
    {
        var file = Frame(10, null);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 10), length);

        Assert.Contains("footer claims", await RefusalAsync(file), StringComparison.Ordinal);
        Assert.Contains("footer claims", await RefusalAsync(
            [.. "ARROW1"u8, .. new byte[50], .. BitConverter.GetBytes(length), .. "ARROW1"u8]), StringComparison.Ordinal);
    }

    /// <summary>The file of 89 KB that took 6.2 GB, in small: four million zeros in some hundred bytes.</summary>
    [Fact]
    public async Task Batch_that_unpacks_to_a_thousand_times_its_size_is_refused()
    {
        var file = Frame(4_000_000, CompressionCodecType.Zstd);
        Assert.True(file.Length < 20_000);

        Assert.Contains("a batch of 4,000,000 rows takes", await RefusalAsync(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1L << 31)]
    [InlineData(1L << 62)]
    [InlineData(-2)]
    [InlineData(64 << 20)]
    public async Task Column_that_claims_to_unpack_to_gigabytes_is_refused(long claimed)
    {
        var file = Frame(1000, CompressionCodecType.Zstd);
        var at = file.AsSpan().IndexOf(BitConverter.GetBytes(8000L));
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), claimed);

        await RefusalAsync(file);
    }

    [Fact]
    public async Task Columns_nested_beyond_reason_are_refused()
    {
        IArrowType type = new StructType([new Field("x", DoubleType.Default, true)]);
        for (var i = 0; i < 100; i++)
        {
            type = new StructType([new Field("x", type, true)]);
        }

        var schema = new Schema.Builder().Field(new Field("deep", type, true)).Build();
        var buffer = new MemoryStream();
        using (var writer = new ArrowFileWriter(buffer, schema, leaveOpen: true))
        {
            writer.WriteStart();
            writer.WriteEnd();
        }

        Assert.Contains("nested", await RefusalAsync(buffer.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>Every number of the footer and of the descriptions, one by one, is made one that no file can mean.</summary>
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    public async Task File_with_any_number_replaced_is_refused_or_still_within_its_memory(int number)
    {
        var file = Frame(8, CompressionCodecType.Zstd);
        for (var at = 8; at + 4 <= file.Length - 6; at++)
        {
            var damaged = (byte[])file.Clone();
            BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(at), number);
            try
            {
                Assert.InRange(await new ArrowFileCheck(new MemoryStream(damaged), MostBytes).CheckAsync(Cancellation), 0, MostBytes);
            }
            catch (UnsoundFileException)
            {
                // Refused, which is as good.
            }
        }
    }

    private static byte[] Frame(int rows, CompressionCodecType? compression, int batches = 1)
    {
        var column = new DoubleArray(new ArrowBuffer(new byte[rows * sizeof(double)]), ArrowBuffer.Empty, rows, 0, 0);
        return ArrowFiles.Write([("open", column)], compression, batches);
    }

    private static async Task<string> RefusalAsync(byte[] file) =>
        (await Assert.ThrowsAsync<UnsoundFileException>(
            () => new ArrowFileCheck(new MemoryStream(file), MostBytes).CheckAsync(Cancellation))).Message;
}
