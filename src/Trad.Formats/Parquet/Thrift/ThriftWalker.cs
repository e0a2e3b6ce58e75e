using System.Numerics;

namespace Trad.Formats.Parquet.Thrift;

/// <summary>
/// Walks a struct of Thrift's compact protocol from end to end, checking every length and count against the bytes that are
/// left, before the Parquet library sees it: the library's reader takes memory for whatever a length claims, takes the end
/// of the bytes for endless continuation bytes, and descends as deep as it is led.
/// </summary>
/// <remarks>
/// Stricter than Thrift where the library is laxer: a known field must have its type, no field may come twice, and an unknown
/// field must be one that the library skips rightly. What passes here is therefore read by the library as it is read here.
/// </remarks>
/// <param name="bytes">The struct, and perhaps more after it.</param>
/// <param name="number">
/// Takes each number of a known field, and each truth value as 1 or 0: the struct's shape, the field, and the value.
/// </param>
internal ref struct ThriftWalker(ReadOnlySpan<byte> bytes, Action<ThriftShape, short, long>? number = null)
{
    private const int MostStructs = 500_000;
    private const int Deepest = 16;
    private const int LongestVarint = 10;

    // On the wire a truth value in a field's header has two numbers, one for each value.
    private const int BoolFalse = 2;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _structs;

    /// <summary>Bytes walked.</summary>
    public int Position { get; private set; }

    /// <summary>Called when a struct ends.</summary>
    public Action<ThriftShape>? Ended { get; init; }

    /// <summary>Called when a field of a known struct begins that is one itself: its shape, the field, and where its header is.</summary>
    public Action<ThriftShape, short, int>? Began { get; init; }

    /// <summary>Walks one struct.</summary>
    /// <exception cref="UnsoundFileException">A length, a count, a type or the nesting cannot be right.</exception>
    public void Walk(ThriftShape shape, int depth = 0)
    {
        if (depth > Deepest || ++_structs > MostStructs)
        {
            throw new UnsoundFileException("its structs are nested or repeated beyond reason");
        }

        short last = 0;
        ulong seen = 0;
        while (true)
        {
            var at = Position;
            var header = Byte();
            if (header == 0)
            {
                Ended?.Invoke(shape);
                return;
            }

            var id = (header >> 4) == 0 ? Zigzag(Varint()) : last + (header >> 4);
            var bit = id is > 0 and < 64 ? 1UL << (int)id : 0;
            if (bit == 0 || (seen & bit) != 0)
            {
                throw new UnsoundFileException($"{shape.Name} has field {id} twice, or one that cannot be");
            }

            seen |= bit;
            last = (short)id;
            var wire = header & 0x0f;
            var type = wire == BoolFalse ? ThriftType.Bool : (ThriftType)wire;
            if (shape.Find(last) is { } field)
            {
                if (type == ThriftType.Struct)
                {
                    Began?.Invoke(shape, last, at);
                }

                Known(shape, field, type, isTrue: wire != BoolFalse, depth);
            }
            else
            {
                Unknown(type, shape);
            }
        }
    }

    private void Known(ThriftShape shape, ThriftField field, ThriftType type, bool isTrue, int depth)
    {
        if (type != field.Type)
        {
            throw new UnsoundFileException($"field {field.Id} of {shape.Name} has another type than the format gives it");
        }

        switch (type)
        {
            case ThriftType.Struct:
                Walk(field.Inner!, depth + 1);
                break;
            case ThriftType.List:
                var (count, element) = ListHeader();
                if (element != field.Element && count > 0)
                {
                    throw new UnsoundFileException(
                        $"list {field.Id} of {shape.Name} has elements of another type than the format gives it");
                }

                for (var i = 0; i < count; i++)
                {
                    if (field.Inner is { } inner)
                    {
                        Walk(inner, depth + 1);
                    }
                    else
                    {
                        Scalar(element);
                    }
                }

                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                number?.Invoke(shape, field.Id, Zigzag(Integer(type)));
                break;
            case ThriftType.Bool:
                number?.Invoke(shape, field.Id, isTrue ? 1 : 0);
                break;
            default:
                Scalar(type);
                break;
        }
    }

    /// <summary>A field that later versions of the format may add, if the library skips its type without going astray.</summary>
    private void Unknown(ThriftType type, ThriftShape shape)
    {
        if (type != ThriftType.List)
        {
            Scalar(type, shape);
            return;
        }

        var (count, element) = ListHeader();
        for (var i = 0; i < count; i++)
        {
            Scalar(element == ThriftType.Bool ? ThriftType.Struct : element, shape);
        }
    }

    private void Scalar(ThriftType type, ThriftShape? shape = null)
    {
        switch (type)
        {
            case ThriftType.Bool:
                break;
            case ThriftType.I8:
                Skip(1);
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                Integer(type);
                break;
            case ThriftType.Double:
                Skip(sizeof(double));
                break;
            case ThriftType.Binary:
                Skip(Varint());
                break;
            default:
                throw new UnsoundFileException($"{shape?.Name ?? "a list"} has a part of a type that is not read");
        }
    }

    private (int Count, ThriftType Element) ListHeader()
    {
        var header = Byte();
        var count = (ulong)(header >> 4);
        if (count == 15)
        {
            count = Varint();
        }

        // Every element takes at least a byte.
        var wire = header & 0x0f;
        return count <= (ulong)(_bytes.Length - Position)
            ? ((int)count, wire == BoolFalse ? ThriftType.Bool : (ThriftType)wire)
            : throw new UnsoundFileException($"a list claims {count:N0} elements in {_bytes.Length - Position:N0} bytes");
    }

    private ulong Integer(ThriftType type)
    {
        var value = Varint();
        var bits = type switch { ThriftType.I16 => 16, ThriftType.I32 => 32, _ => 64 };
        return BitOperations.Log2(value | 1) < bits ? value : throw new UnsoundFileException($"a number takes more than {bits} bits");
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var i = 0; i < LongestVarint; i++)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7f) << (7 * i);
            if ((part & 0x80) == 0)
            {
                return value;
            }
        }

        throw new UnsoundFileException("a number does not end");
    }

    private static long Zigzag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw new UnsoundFileException("it ends in the middle");

    private void Skip(ulong count) => Position = count <= (ulong)(_bytes.Length - Position)
        ? Position + (int)count
        : throw new UnsoundFileException($"a text claims {count:N0} bytes where {_bytes.Length - Position:N0} are left");
}
