using System.Buffers.Binary;
using Trad.Formats.Parquet.Thrift;

namespace Trad.Formats.Parquet;

/// <summary>Checks the footer of a Parquet file before the library reads it.</summary>
internal static class ParquetFooter
{
    /// <summary>More than this is no footer of a candle file: that of 20 million rows takes some hundred kilobytes.</summary>
    public const int Longest = 16 << 20;

    private const int Tail = 8;
    private const int MostColumns = 4096;
    private const int Deepest = 16;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private static ReadOnlySpan<byte> Encrypted => "PARE"u8;

    // The header of a struct in the compact protocol: how far its number is from the one before, and its type.
    private const byte Float16 = 0xfc;
    private const byte Bson = 0xdc;

    /// <summary>
    /// Where the footer begins, which is where the pages end, and what the library is to read in the place of bytes that it does not know.
    /// </summary>
    /// <remarks>
    /// The library refuses a file with a column of 16-bit floats, which programs keep features in beside the candles; as BSON, which is
    /// bytes as well, it is a column that nobody uses.
    /// </remarks>
    /// <exception cref="UnsoundFileException">The footer is damaged or claims what cannot be.</exception>
    public static async Task<(long Start, IReadOnlyDictionary<long, byte> Replaced)> CheckAsync(
        Stream file, CancellationToken cancellationToken)
    {
        if (file.Length < Magic.Length + Tail)
        {
            throw new UnsoundFileException("it is too short for a Parquet file");
        }

        var tail = new byte[Tail];
        file.Position = file.Length - Tail;
        await file.ReadExactlyAsync(tail, cancellationToken);
        if (!tail.AsSpan(sizeof(int)).SequenceEqual(Magic))
        {
            throw new UnsoundFileException(
                tail.AsSpan(sizeof(int)).SequenceEqual(Encrypted) ? "it is encrypted" : "it does not end like a Parquet file");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (length <= 0 || length > file.Length - Magic.Length - Tail || length > Longest)
        {
            throw new UnsoundFileException(
                $"its footer claims {length:N0} bytes, in a file of {file.Length:N0}; at most {Longest:N0} are allowed");
        }

        var footer = new byte[length];
        var start = file.Length - Tail - length;
        file.Position = start;
        await file.ReadExactlyAsync(footer, cancellationToken);
        var replaced = new Dictionary<long, byte>();
        CheckSchema(Walk(footer, at => replaced[start + at] = Bson));
        return (start, replaced);
    }

    /// <summary>The number of children of each node of the schema, in the order of the file.</summary>
    private static List<long> Walk(byte[] footer, Action<int> takeFloat16)
    {
        var children = new List<long>();
        long last = 0;
        var walker = new ThriftWalker(footer, (shape, field, value) =>
        {
            if (shape == ParquetShapes.SchemaElement && field == ParquetShapes.NumberOfChildren)
            {
                last = value;
            }
        })
        {
            Began = (shape, field, at) =>
            {
                if (shape == ParquetShapes.LogicalType && footer[at] == Float16)
                {
                    takeFloat16(at);
                }
            },
            Ended = shape =>
            {
                if (shape == ParquetShapes.SchemaElement)
                {
                    children.Add(last);
                    last = 0;
                }
            },
        };
        walker.Walk(ParquetShapes.FileMetaData);
        return children;
    }

    /// <summary>The library builds the tree of columns by recursion, as deep and as wide as the file says.</summary>
    private static void CheckSchema(List<long> children)
    {
        if (children.Count is < 2 or > MostColumns)
        {
            throw new UnsoundFileException($"it has {Math.Max(0, children.Count - 1):N0} columns; allowed are 1 to {MostColumns - 1:N0}");
        }

        var open = new Stack<long>();
        open.Push(1);
        foreach (var count in children)
        {
            while (open.Count > 0 && open.Peek() == 0)
            {
                open.Pop();
            }

            if (open.Count is 0 or > Deepest || count < 0 || count > children.Count)
            {
                throw new UnsoundFileException("its columns do not make a tree");
            }

            open.Push(open.Pop() - 1);
            open.Push(count);
        }

        if (open.Any(left => left > 0))
        {
            throw new UnsoundFileException("its columns do not make a tree");
        }
    }
}
