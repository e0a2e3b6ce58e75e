using System.Buffers.Binary;

namespace Trad.Formats.Arrow;

/// <summary>A table of a FlatBuffer, of which nothing is read without having been checked to lie inside.</summary>
internal readonly ref struct FlatTable
{
    private const int VtableHeader = 4;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _position;
    private readonly int _vtable;
    private readonly int _vtableLength;

    private FlatTable(ReadOnlySpan<byte> bytes, int position)
    {
        _bytes = bytes;
        _position = position;
        _vtable = position - Int(position);
        _vtableLength = Short(_vtable);
        if (_vtableLength < VtableHeader)
        {
            throw Outside();
        }
    }

    /// <summary>The table that a buffer begins with.</summary>
    /// <exception cref="UnsoundFileException">It lies outside the buffer.</exception>
    public static FlatTable Root(ReadOnlySpan<byte> bytes) =>
        new(bytes, bytes.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : throw Outside());

    /// <summary>Whether the field is there.</summary>
    public bool Has(int field) => Find(field) != 0;

    /// <summary>A byte; zero when it is not there.</summary>
    public byte Byte(int field) => Find(field) is var at && at == 0 ? (byte)0 : Slice(at, 1)[0];

    /// <summary>A 64-bit number; zero when it is not there.</summary>
    public long Long(int field) => Find(field) is var at && at == 0 ? 0 : BinaryPrimitives.ReadInt64LittleEndian(Slice(at, sizeof(long)));

    /// <summary>A table that the field points to; it must be there.</summary>
    public FlatTable Table(int field) => Find(field) is var at && at != 0 ? new FlatTable(_bytes, Follow(at)) : throw Outside();

    /// <summary>The elements of a vector of structs or numbers; empty when it is not there.</summary>
    public ReadOnlySpan<byte> Vector(int field, int elementBytes)
    {
        if (Find(field) is var at && at == 0)
        {
            return [];
        }

        var start = Follow(at);
        var count = Int(start);
        return count >= 0 && count <= _bytes.Length / elementBytes ? Slice(start + sizeof(int), count * elementBytes) : throw Outside();
    }

    /// <summary>How many tables a vector has.</summary>
    public int CountTables(int field) => Vector(field, sizeof(int)).Length / sizeof(int);

    /// <summary>A table of a vector of tables.</summary>
    public FlatTable Table(int field, int index) => new(_bytes, Follow(Follow(Find(field)) + sizeof(int) + (index * sizeof(int))));

    private int Find(int field)
    {
        var entry = VtableHeader + (field * sizeof(short));
        var offset = entry < _vtableLength ? Short(_vtable + entry) : 0;
        return offset == 0 ? 0 : _position + offset;
    }

    /// <summary>Where an offset points to, which is always further on.</summary>
    private int Follow(int at)
    {
        var offset = Int(at);
        return offset > 0 && offset < _bytes.Length - at ? at + offset : throw Outside();
    }

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(Slice(at, sizeof(int)));

    private int Short(int at) => BinaryPrimitives.ReadInt16LittleEndian(Slice(at, sizeof(short))) is >= 0 and var value
        ? value
        : throw Outside();

    private ReadOnlySpan<byte> Slice(int at, int length) =>
        at >= 0 && length <= _bytes.Length - at ? _bytes.Slice(at, length) : throw Outside();

    private static UnsoundFileException Outside() => new("its description points outside itself");
}
