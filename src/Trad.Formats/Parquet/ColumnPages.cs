using System.Buffers.Binary;
using ICSharpCode.SharpZipLib.Checksum;
using Parquet.Meta;
using Parquet.Schema;

namespace Trad.Formats.Parquet;

/// <summary>
/// Walks the pages of one column of a row group, in the order in which the library will read them, and checks what each
/// claims: sizes against the file and the memory allowed, values against the rows of the group.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="end">Where the pages end.</param>
/// <param name="mostBytes">How much memory one page may take.</param>
internal sealed class ColumnPages(Stream file, long end, long mostBytes)
{
    private const int UsualHeader = 256;
    private const int LongestHeader = 1 << 20;
    private const int LargestBlock = 1 << 16;
    private const int SummedAtOnce = 1 << 16;

    /// <summary>Walks the pages; gives where the first begins and the last ends.</summary>
    /// <exception cref="UnsoundFileException">A page claims what cannot be, or takes more memory than allowed.</exception>
    public async Task<(long Start, long End)> CheckAsync(
        ColumnMetaData column, DataField field, long rows, CancellationToken cancellationToken)
    {
        if (column.NumValues != rows)
        {
            throw new UnsoundFileException($"column '{field.Name}' has {column.NumValues:N0} values in {rows:N0} rows");
        }

        if (column.Codec == CompressionCodec.LZO || !Enum.IsDefined(column.Codec))
        {
            throw PageContent.NotRead(column.Codec);
        }

        // The library begins at the least of the offsets that are given.
        var start = new[] { column.DictionaryPageOffset ?? 0, column.DataPageOffset, column.IndexPageOffset ?? 0 }
            .Where(offset => offset != 0).DefaultIfEmpty(-1).Min();
        var position = start;
        long values = 0;
        var hasDictionary = false;
        while (values < rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await ReadHeaderAsync(position, field, cancellationToken);
            position += page.HeaderBytes;
            if (!page.IsPossible || page.Compressed > end - position)
            {
                throw new UnsoundFileException($"a page of column '{field.Name}' claims what the file does not hold");
            }

            await CheckSumAsync(page, position, field, cancellationToken);
            await CheckContentAsync(page, position, column.Codec, field, cancellationToken);
            if (page.Type == PageType.DICTIONARY_PAGE)
            {
                // An entry takes at least a byte; there is one dictionary.
                if (hasDictionary || page.Values > page.Uncompressed)
                {
                    throw new UnsoundFileException($"the dictionary of column '{field.Name}' claims {page.Values:N0} entries");
                }

                hasDictionary = true;
            }
            else
            {
                values += page.Values;
            }

            position += page.Compressed;
        }

        return values == rows
            ? (start, position)
            : throw new UnsoundFileException($"the pages of column '{field.Name}' hold more values than the {rows:N0} rows");
    }

    private async Task<ParquetPage> ReadHeaderAsync(long position, DataField field, CancellationToken cancellationToken)
    {
        for (var length = UsualHeader; ; length *= 16)
        {
            if (position < 0 || position >= end)
            {
                throw new UnsoundFileException($"column '{field.Name}' lies outside the file");
            }

            var header = await ReadAsync(position, (int)Math.Min(length, end - position), cancellationToken);
            try
            {
                return ParquetPage.Read(header);
            }
            catch (UnsoundFileException) when (length < LongestHeader && header.Length == length)
            {
                // A header with long statistics; more of it is read.
            }
        }
    }

    // Snappy and no compression at all give back what was changed on the way, as another price.
    private async Task CheckSumAsync(ParquetPage page, long position, DataField field, CancellationToken cancellationToken)
    {
        if (page.Checksum is not { } expected)
        {
            return;
        }

        var sum = new Crc32();
        var buffer = new byte[Math.Min(page.Compressed, SummedAtOnce)];
        file.Position = position;
        for (var left = page.Compressed; left > 0;)
        {
            var part = new ArraySegment<byte>(buffer, 0, (int)Math.Min(left, buffer.Length));
            await file.ReadExactlyAsync(part, cancellationToken);
            sum.Update(part);
            left -= part.Count;
        }

        if ((uint)sum.Value != expected)
        {
            throw new UnsoundFileException($"a page of column '{field.Name}' does not have the checksum that it states");
        }
    }

    private async Task CheckContentAsync(
        ParquetPage page, long position, CompressionCodec codec, DataField field, CancellationToken cancellationToken)
    {
        var levels = page.LevelBytes;
        var uncompressed = page.Uncompressed;
        codec = page.IsCompressed ? codec : CompressionCodec.UNCOMPRESSED;
        if (codec == CompressionCodec.UNCOMPRESSED && uncompressed != page.Compressed)
        {
            throw new UnsoundFileException($"a page of column '{field.Name}' is not compressed and yet claims two sizes");
        }

        if (uncompressed > mostBytes)
        {
            throw TooLarge(uncompressed, field);
        }

        // LZ4 and Brotli are decompressed here already: where they give less than they claim, the library would take the rest for
        // values, which is what other files left in its memory.
        var isDelta = page.Encoding is Encoding.DELTA_BINARY_PACKED or Encoding.DELTA_LENGTH_BYTE_ARRAY
            && page.Type != PageType.DICTIONARY_PAGE;
        if (page.Encoding == Encoding.DELTA_BYTE_ARRAY && page.Type != PageType.DICTIONARY_PAGE)
        {
            // A value may repeat all of the one before it, so that a page of some bytes takes any memory.
            throw UnsoundFileException.NotRead(
                $"column '{field.Name}' is text encoded as DELTA_BYTE_ARRAY; write it as a timestamp or as numbers, "
                + "or with format version 1");
        }

        var mayBeShort = codec is CompressionCodec.LZ4 or CompressionCodec.LZ4_RAW or CompressionCodec.BROTLI;
        if (!isDelta && !mayBeShort && codec is not (CompressionCodec.ZSTD or CompressionCodec.SNAPPY))
        {
            return;
        }

        var content = await ReadAsync(position + levels, (int)(page.Compressed - levels), cancellationToken);
        var size = PageContent.Measure(codec, content, uncompressed - levels);
        if (size > mostBytes)
        {
            throw TooLarge(size, field);
        }

        var values = isDelta || mayBeShort ? PageContent.Decompress(codec, content, (int)(uncompressed - levels)) : [];
        if (isDelta)
        {
            CheckDelta(values, page, field);
        }
    }

    /// <summary>
    /// The header of DELTA_BINARY_PACKED, which lengths of texts are encoded in as well: the library takes memory for a miniblock of
    /// whatever size it claims.
    /// </summary>
    private static void CheckDelta(ReadOnlySpan<byte> content, ParquetPage page, DataField field)
    {
        // In a page of the first kind the levels come first, after their length.
        if (page.Type == PageType.DATA_PAGE && field.MaxDefinitionLevel > 0)
        {
            var length = content.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(content);
            if (length < 0 || length > content.Length - sizeof(int))
            {
                throw new UnsoundFileException($"a page of column '{field.Name}' is damaged");
            }

            content = content[(sizeof(int) + length)..];
        }

        if (content.Length == 0)
        {
            return;
        }

        var (block, miniblocks, values) = (Varint(ref content), Varint(ref content), Varint(ref content));
        if (block is < 1 or > LargestBlock || miniblocks is < 1 or > LargestBlock || miniblocks > block || values > (ulong)page.Values)
        {
            throw new UnsoundFileException($"a page of column '{field.Name}' claims {values:N0} values in blocks of {block:N0}");
        }
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; i < Math.Min(10, bytes.Length); i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if ((bytes[i] & 0x80) == 0)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }

        throw new UnsoundFileException("a page is damaged");
    }

    private async Task<byte[]> ReadAsync(long position, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        file.Position = position;
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private UnsoundFileException TooLarge(long bytes, DataField field) => UnsoundFileException.NotRead(
        $"a page of column '{field.Name}' takes {bytes:N0} bytes of memory; at most {mostBytes:N0} are allowed: "
        + "write the file with smaller pages or row groups");
}
