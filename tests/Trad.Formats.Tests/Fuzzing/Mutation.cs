using System.Buffers.Binary;

namespace Trad.Formats.Tests.Fuzzing;

/// <summary>Damages files as a bad disk, a cut-off download or an ill-meaning person would; what is done is drawn from a seed.</summary>
internal static class Mutation
{
    private static readonly byte[] TellingBytes = [0x00, 0x01, 0x0f, 0x15, 0x19, 0x1c, 0x7f, 0x80, 0xf9, 0xfc, 0xff, (byte)'\"', (byte)'[',
        (byte)',', (byte)'\n', (byte)'9'];
    private static readonly long[] TellingNumbers =
        [0, 1, -1, 7, 255, 256, 65_535, 1 << 20, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 40, long.MaxValue, long.MinValue];

    /// <summary>The file, damaged.</summary>
    public static byte[] Create(SoundFile file, Random random)
    {
        var repack = file.Repack is not null && random.Next(2) == 0;
        var bytes = (repack ? file.Inside! : file.Content).ToArray();
        for (var changes = 1 << random.Next(4); changes > 0; changes--)
        {
            bytes = Change(bytes, random);
        }

        return repack ? file.Repack!(bytes) : bytes;
    }

    private static byte[] Change(byte[] bytes, Random random)
    {
        if (bytes.Length < 16)
        {
            return bytes;
        }

        var at = Position(bytes.Length, random);
        switch (random.Next(10))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = TellingBytes[random.Next(TellingBytes.Length)];
                return bytes;
            case 2:
                random.NextBytes(bytes.AsSpan(at, Math.Min(random.Next(1, 16), bytes.Length - at)));
                return bytes;
            case 3 when at <= bytes.Length - sizeof(int):
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), (int)TellingNumbers[random.Next(TellingNumbers.Length)]);
                return bytes;
            case 4 when at <= bytes.Length - sizeof(long):
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), TellingNumbers[random.Next(TellingNumbers.Length)]);
                return bytes;
            case 5:
                return Overwrite(bytes, at, Varint((ulong)TellingNumbers[random.Next(TellingNumbers.Length)]), random.Next(2) == 0);
            case 6:
                return bytes[..at];
            case 7:
                var length = Math.Min(random.Next(1, 64), bytes.Length - at);
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 8:
                var from = random.Next(bytes.Length);
                var copied = bytes.AsSpan(from, Math.Min(random.Next(1, 256), bytes.Length - from)).ToArray();
                return [.. bytes[..at], .. copied, .. bytes[at..]];
            default:
                bytes[at] += (byte)(random.Next(2) == 0 ? 1 : 255);
                return bytes;
        }
    }

    /// <summary>Descriptions stand at the beginning and at the end of files; that is where changes tell most.</summary>
    private static int Position(int length, Random random) => random.Next(4) switch
    {
        0 => random.Next(Math.Min(64, length)),
        1 => length - 1 - random.Next(Math.Min(16, length)),
        2 => length - 1 - random.Next(Math.Min(2048, length)),
        _ => random.Next(length),
    };

    private static byte[] Overwrite(byte[] bytes, int at, byte[] value, bool isInserted) =>
        isInserted
            ? [.. bytes[..at], .. value, .. bytes[at..]]
            : [.. bytes[..at], .. value, .. bytes[Math.Min(bytes.Length, at + value.Length)..]];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
