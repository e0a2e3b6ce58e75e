using Parquet.Meta;
using Parquet.Schema;
using Trad.Formats.Parquet;

namespace Trad.Formats.Tests.Parquet;

/// <summary>Pages that claim, or unpack to, more than any reader may be asked to hold.</summary>
public sealed class ColumnPagesTests
{
    private const long MostBytes = 1 << 20;
    private const int DataPage = 0;
    private const int DictionaryPage = 2;
    private const int Struct = 12;
    private const int Plain = 0;
    private const int Delta = 5;
    private static readonly DataField Field = new DataField<long>("open_time");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_that_are_sound_are_found_from_the_first_to_the_last()
    {
        byte[] file = [.. new byte[4], .. Page(DataPage, 80, 80, 10, Plain), .. new byte[80], .. Page(
            DataPage, 16, 16, 2, Plain), .. new byte[16]];

        Assert.Equal((4, file.Length), await CheckAsync(file, CompressionCodec.UNCOMPRESSED, 12));
    }

    [Fact]
    public async Task Zstandard_page_that_unpacks_to_a_thousand_times_its_claim_is_refused()
    {
        using var compressor = new ZstdSharp.Compressor();
        var bomb = compressor.Wrap(new byte[64 << 20]).ToArray();
        Assert.True(bomb.Length < 10_000);

        Assert.Contains("takes 67,108,864 bytes of memory", await RefusalAsync(
            Page(DataPage, 80, bomb.Length, 10, Plain), bomb, CompressionCodec.ZSTD), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zstandard_page_that_claims_a_million_gigabytes_is_refused()
    {
        // Magic number, a descriptor with eight bytes of size, the size, and nothing.
        byte[] frame = [0x28, 0xb5, 0x2f, 0xfd, 0xe0, .. BitConverter.GetBytes(1L << 50), 1, 0, 0];

        await RefusalAsync(Page(DataPage, 80, frame.Length, 10, Plain), frame, CompressionCodec.ZSTD);
    }

    [Fact]
    public async Task Snappy_page_that_claims_two_gigabytes_is_refused()
    {
        byte[] content = [.. new ThriftBytes().Varint(int.MaxValue).ToArray(), .. new byte[20]];

        await RefusalAsync(Page(DataPage, 80, content.Length, 10, Plain), content, CompressionCodec.SNAPPY);
    }

    [Theory]
    [InlineData(CompressionCodec.GZIP)]
    [InlineData(CompressionCodec.BROTLI)]
    [InlineData(CompressionCodec.LZ4_RAW)]
    public async Task Page_whose_header_claims_two_gigabytes_is_refused(CompressionCodec codec) =>
        Assert.Contains("takes 2,147,483,647 bytes of memory", await RefusalAsync(
            Page(DataPage, int.MaxValue, 20, 10, Plain), new byte[20], codec), StringComparison.Ordinal);

    [Fact]
    public async Task Page_that_unpacks_to_less_than_it_claims_is_refused()
    {
        var few = new byte[K4os.Compression.LZ4.LZ4Codec.MaximumOutputSize(8)];
        var length = K4os.Compression.LZ4.LZ4Codec.Encode(new byte[8], few);

        Assert.Contains("damaged", await RefusalAsync(
            Page(DataPage, 80, length, 10, Plain), few[..length], CompressionCodec.LZ4_RAW), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_that_claims_more_bytes_than_the_file_has_is_refused() =>
        await RefusalAsync(Page(DataPage, 80, 81, 10, Plain), new byte[80], CompressionCodec.GZIP);

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public async Task Page_of_negative_size_is_refused_since_the_library_would_go_back_for_ever(int size) =>
        await RefusalAsync(Page(DataPage, 80, size, 0, Plain), new byte[80], CompressionCodec.GZIP);

    [Fact]
    public async Task Dictionary_that_claims_two_thousand_million_entries_is_refused()
    {
        var page = new ThriftBytes().I32(1, DictionaryPage).I32(1, 80).I32(1, 80).Field(4, Struct).I32(1, int.MaxValue).I32(1, Plain).Stop(
            ).Stop().ToArray();

        Assert.Contains("claims 2,147,483,647 entries", await RefusalAsync(
            page, new byte[80], CompressionCodec.UNCOMPRESSED), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_hold_more_values_than_rows_are_refused() =>
        Assert.Contains("more values", await RefusalAsync(
            Page(DataPage, 80, 80, int.MaxValue, Plain), new byte[80], CompressionCodec.UNCOMPRESSED), StringComparison.Ordinal);

    [Fact]
    public async Task Column_that_has_fewer_pages_than_rows_is_refused() =>
        await RefusalAsync(Page(DataPage, 80, 80, 9, Plain), new byte[80], CompressionCodec.UNCOMPRESSED);

    [Theory]
    [InlineData(1UL << 33, 1, 10)]
    [InlineData(128, 0, 10)]
    [InlineData(128, 4, 1UL << 40)]
    public async Task Delta_page_with_a_block_that_nobody_can_hold_is_refused(ulong block, ulong miniblocks, ulong values)
    {
        byte[] content = [.. new ThriftBytes().Varint(block).Varint(miniblocks).Varint(values).Zigzag(5).ToArray(), .. new byte[20]];

        Assert.Contains("in blocks of", await RefusalAsync(
            Page(DataPage, content.Length, content.Length, 10, Delta), content, CompressionCodec.UNCOMPRESSED), StringComparison.Ordinal);
    }

    private static byte[] Page(int type, long uncompressed, long compressed, long values, int encoding) => new ThriftBytes()
        .I32(1, type).I32(1, uncompressed).I32(1, compressed).Field(2, Struct).I32(1, values).I32(1, encoding).I32(1, 3).I32(1, 3).Stop(
            ).Stop().ToArray();

    private static async Task<string> RefusalAsync(byte[] page, byte[] content, CompressionCodec codec) =>
        (await Assert.ThrowsAsync<UnsoundFileException>(() => CheckAsync([.. new byte[4], .. page, .. content], codec, 10))).Message;

    private static Task<(long Start, long End)> CheckAsync(byte[] file, CompressionCodec codec, long rows) => new ColumnPages(
        new MemoryStream(file), file.Length, MostBytes)
        .CheckAsync(
            new ColumnMetaData { Codec = codec, NumValues = rows, DataPageOffset = 4, PathInSchema = ["open_time"] }, Field, rows,
            Cancellation);
}
