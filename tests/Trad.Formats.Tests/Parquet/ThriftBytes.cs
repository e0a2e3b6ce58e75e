namespace Trad.Formats.Tests.Parquet;

/// <summary>Writes Thrift's compact protocol, sound or not.</summary>
internal sealed class ThriftBytes
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public ThriftBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public ThriftBytes Stop() => Raw(0);

    /// <summary>A field's header, by the distance to the field before.</summary>
    public ThriftBytes Field(int distance, int type) => Raw((byte)((distance << 4) | type));

    public ThriftBytes I32(int distance, long value) => Field(distance, 5).Zigzag(value);

    public ThriftBytes I64(int distance, long value) => Field(distance, 6).Zigzag(value);

    public ThriftBytes Text(int distance, string value) => Field(distance, 8).Varint((ulong)value.Length).Raw(
        [.. value.Select(each => (byte)each)]);

    public ThriftBytes List(int distance, int elementType, ulong count) => Field(distance, 9).Raw((byte)(0xf0 | elementType)).Varint(count);

    public ThriftBytes Zigzag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public ThriftBytes Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        return Raw((byte)value);
    }
}
