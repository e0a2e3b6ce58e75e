using System.Buffers.Binary;

namespace Trad.Formats.Arrow;

/// <summary>
/// Walks the footer and every message of an Arrow file (Feather) before the library reads it, and checks each length, count
/// and size against the bytes that are there and the memory allowed: the library takes memory for whatever is claimed.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="mostBytes">How much memory one batch of rows may take.</param>
public sealed class ArrowFileCheck(Stream file, long mostBytes)
{
    private const int Longest = 16 << 20;
    private const int Tail = 10;
    private const int BlockBytes = 24;
    private const int NodeBytes = 16;
    private const int BufferBytes = 16;
    private const int MostDictionaries = 1000;
    private const int Continuation = -1;
    private const long NotCompressed = -1;

    // What a row takes as the numbers that we keep of it.
    private const int BytesPerRow = 104;

    // The numbers of the fields in File.fbs and Message.fbs.
    private const int FooterSchema = 1;
    private const int FooterDictionaries = 2;
    private const int FooterBatches = 3;
    private const int MessageKind = 1;
    private const int MessageHeader = 2;
    private const int MessageBody = 3;
    private const byte SchemaKind = 1;
    private const byte DictionaryKind = 2;
    private const byte BatchKind = 3;
    private const int DictionaryData = 1;
    private const int BatchRows = 0;
    private const int BatchNodes = 1;
    private const int BatchBuffers = 2;
    private const int BatchCompression = 3;
    private const int BatchVariadic = 4;

    private long _dictionaries;

    private static ReadOnlySpan<byte> Magic => "ARROW1"u8;

    /// <summary>Checks the file; gives the rows that it claims.</summary>
    /// <exception cref="UnsoundFileException">It is damaged, claims what cannot be, or takes more memory than allowed.</exception>
    public async Task<long> CheckAsync(CancellationToken cancellationToken)
    {
        if (file.Length < Magic.Length + sizeof(short) + Tail)
        {
            throw new UnsoundFileException("it is too short for an Arrow file");
        }

        var tail = await ReadAsync(file.Length - Tail, Tail, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(sizeof(int)).SequenceEqual(Magic))
        {
            throw new UnsoundFileException("it does not end like an Arrow file");
        }

        if (length <= 0 || length > file.Length - Tail - Magic.Length || length > Longest)
        {
            throw new UnsoundFileException(
                $"its footer claims {length:N0} bytes, in a file of {file.Length:N0}; at most {Longest:N0} are allowed");
        }

        var start = file.Length - Tail - length;
        var (dictionaries, batches) = Blocks(await ReadAsync(start, length, cancellationToken));
        if (dictionaries.Length > MostDictionaries)
        {
            throw new UnsoundFileException($"it has {dictionaries.Length:N0} dictionaries; at most {MostDictionaries:N0} are allowed");
        }

        foreach (var offset in dictionaries)
        {
            await CheckMessageAsync(offset, start, DictionaryKind, cancellationToken);
        }

        long rows = 0;
        foreach (var offset in batches)
        {
            rows = checked(rows + await CheckMessageAsync(offset, start, BatchKind, cancellationToken));
        }

        return rows;
    }

    /// <summary>Checks messages that stand one after the other, from the file's position on.</summary>
    /// <exception cref="UnsoundFileException">They are damaged, claim what cannot be, or take more memory than allowed.</exception>
    public async Task CheckStreamAsync(CancellationToken cancellationToken)
    {
        var isFirst = true;
        for (var offset = file.Position; offset < file.Length;)
        {
            // What is left may not be less than the beginning of a message: the library takes it for the length of one.
            if (file.Length - offset < 2 * sizeof(int))
            {
                throw new UnsoundFileException("it ends within a message");
            }

            var prefix = await ReadAsync(offset, 2 * sizeof(int), cancellationToken);
            var length = BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(sizeof(int)));
            var position = offset + prefix.Length;
            var isContinued = BinaryPrimitives.ReadInt32LittleEndian(prefix) == Continuation;
            if (isContinued && length == 0 && !isFirst)
            {
                return;
            }

            if (!isContinued || length <= 0 || length > file.Length - position
                || length > Longest)
            {
                throw new UnsoundFileException($"a message claims {length:N0} bytes");
            }

            var (kind, body) = DescribeMessage(await ReadAsync(position, length, cancellationToken), isFirst);
            if (body < 0 || body > file.Length - position - length)
            {
                throw new UnsoundFileException($"a message claims {body:N0} bytes where {file.Length - position - length:N0} are left");
            }

            if (!isFirst)
            {
                await CheckMessageAsync(offset, file.Length, kind, cancellationToken);
            }

            isFirst = false;
            offset = position + length + body;
        }
    }

    private static (byte Kind, long Body) DescribeMessage(byte[] bytes, bool isFirst)
    {
        var message = FlatTable.Root(bytes);
        var kind = message.Byte(MessageKind);
        if (isFirst ? kind != SchemaKind : kind is not (DictionaryKind or BatchKind))
        {
            throw new UnsoundFileException("a message is not what stands in its place");
        }

        if (isFirst)
        {
            new ArrowSchemaCheck().Check(message.Table(MessageHeader));
        }

        return (kind, message.Long(MessageBody));
    }

    /// <summary>Where the dictionaries and the batches begin.</summary>
    private static (long[] Dictionaries, long[] Batches) Blocks(byte[] bytes)
    {
        var footer = FlatTable.Root(bytes);
        new ArrowSchemaCheck().Check(footer.Table(FooterSchema));
        return (Offsets(footer.Vector(FooterDictionaries, BlockBytes)), Offsets(footer.Vector(FooterBatches, BlockBytes)));
    }

    private static long[] Offsets(ReadOnlySpan<byte> blocks)
    {
        var offsets = new long[blocks.Length / BlockBytes];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = BinaryPrimitives.ReadInt64LittleEndian(blocks[(i * BlockBytes)..]);
        }

        return offsets;
    }

    private async Task<long> CheckMessageAsync(long offset, long end, byte kind, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        const int LongestPrefix = 2 * sizeof(int);
        if (offset < 0 || offset > end - LongestPrefix)
        {
            throw new UnsoundFileException("a batch of rows lies outside the file");
        }

        // Before version 0.15 of the format there was no mark of continuation in front of the length.
        var prefix = await ReadAsync(offset, LongestPrefix, cancellationToken);
        var first = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        var length = first == Continuation ? BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(sizeof(int))) : first;
        var position = offset + (first == Continuation ? LongestPrefix : sizeof(int));
        if (length <= 0 || length > end - position || length > Longest)
        {
            throw new UnsoundFileException($"the description of a batch of rows claims {length:N0} bytes");
        }

        var (rows, bodyBytes, buffers) = Describe(await ReadAsync(position, length, cancellationToken), kind, end - position - length);
        var bytes = bodyBytes + (rows * BytesPerRow);
        foreach (var buffer in buffers)
        {
            var size = BinaryPrimitives.ReadInt64LittleEndian(await ReadAsync(position + length + buffer, sizeof(long), cancellationToken));
            if (size < NotCompressed || size > int.MaxValue)
            {
                throw new UnsoundFileException($"a column claims {size:N0} bytes after decompression");
            }

            bytes += Math.Max(0, size);
        }

        if (bytes + _dictionaries > mostBytes)
        {
            throw UnsoundFileException.NotRead(
                $"a batch of {rows:N0} rows takes {bytes + _dictionaries:N0} bytes of memory; at most {mostBytes:N0} are allowed: "
                + "write the file in smaller batches");
        }

        _dictionaries += kind == DictionaryKind ? bytes : 0;
        return rows;
    }

    /// <summary>The rows of a message, the bytes of its body, and where in it the compressed buffers begin.</summary>
    private static (long Rows, long BodyBytes, List<long> Compressed) Describe(byte[] bytes, byte kind, long mostBody)
    {
        var message = FlatTable.Root(bytes);
        var body = message.Long(MessageBody);
        if (message.Byte(MessageKind) != kind || body < 0 || body > mostBody)
        {
            throw new UnsoundFileException($"a batch of rows claims {body:N0} bytes where {mostBody:N0} are left, or is none");
        }

        var batch = message.Table(MessageHeader);
        batch = kind == DictionaryKind ? batch.Table(DictionaryData) : batch;
        var rows = batch.Long(BatchRows);
        if (rows is < 0 or > int.MaxValue)
        {
            throw new UnsoundFileException($"a batch claims {rows:N0} rows");
        }

        CheckNodes(batch.Vector(BatchNodes, NodeBytes));
        var buffers = batch.Vector(BatchBuffers, BufferBytes);
        CheckVariadic(batch.Vector(BatchVariadic, sizeof(long)), buffers.Length / BufferBytes);
        var compressed = new List<long>();
        for (; buffers.Length > 0; buffers = buffers[BufferBytes..])
        {
            var (at, length) = (
                BinaryPrimitives.ReadInt64LittleEndian(buffers), BinaryPrimitives.ReadInt64LittleEndian(buffers[sizeof(long)..]));
            if (at < 0 || length < 0 || at > body || length > body - at
                || (batch.Has(BatchCompression) && length is > 0 and < sizeof(long)))
            {
                throw new UnsoundFileException("a column lies outside its batch of rows");
            }

            if (batch.Has(BatchCompression) && length > 0)
            {
                compressed.Add(at);
            }
        }

        return (rows, body, compressed);
    }

    private static void CheckNodes(ReadOnlySpan<byte> nodes)
    {
        for (; nodes.Length > 0; nodes = nodes[NodeBytes..])
        {
            var (length, nulls) = (
                BinaryPrimitives.ReadInt64LittleEndian(nodes), BinaryPrimitives.ReadInt64LittleEndian(nodes[sizeof(long)..]));
            if (length is < 0 or > int.MaxValue || nulls < 0 || nulls > length)
            {
                throw new UnsoundFileException($"a column claims {length:N0} values with {nulls:N0} nulls");
            }
        }
    }

    private static void CheckVariadic(ReadOnlySpan<byte> counts, int buffers)
    {
        for (; counts.Length > 0; counts = counts[sizeof(long)..])
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(counts) is var count && (count < 0 || count > buffers))
            {
                throw new UnsoundFileException($"a column claims {count:N0} parts");
            }
        }
    }

    private async Task<byte[]> ReadAsync(long position, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        file.Position = position;
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
