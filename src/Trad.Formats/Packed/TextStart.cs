using System.Text;

namespace Trad.Formats.Packed;

/// <summary>Opens text of which the encoding is told by its first bytes.</summary>
internal static class TextStart
{
    private const int Looked = 512;
    private const int Buffer = 1 << 16;

    /// <summary>
    /// Opens text in UTF-8, or in UTF-16 or UTF-32 where a byte order mark says so or where every other byte is zero.
    /// </summary>
    public static StreamReader Open(Stream bytes)
    {
        var start = new byte[Looked];
        var length = bytes.ReadAtLeast(start, Looked, throwOnEndOfStream: false);
        return new StreamReader(
            new ReplayedStream(start.AsMemory(0, length), bytes),
            Guess(start.AsSpan(0, length)),
            detectEncodingFromByteOrderMarks: true,
            Buffer,
            leaveOpen: true);
    }

    /// <summary>The same text as bytes in UTF-8, without a byte order mark.</summary>
    public static Stream OpenUtf8(Stream bytes)
    {
        var start = new byte[Looked];
        var length = bytes.ReadAtLeast(start, Looked, throwOnEndOfStream: false);
        var (encoding, mark) = start.AsSpan(0, length) switch
        {
            [0xef, 0xbb, 0xbf, ..] => (Encoding.UTF8, 3),
            [0xff, 0xfe, ..] => (Encoding.Unicode, 2),
            [0xfe, 0xff, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (Guess(start.AsSpan(0, length)), 0),
        };
        var replayed = new ReplayedStream(start.AsMemory(mark, length - mark), bytes);
        return encoding == Encoding.UTF8 ? replayed : Encoding.CreateTranscodingStream(replayed, encoding, Encoding.UTF8);
    }

    // The last character may be cut off by the end of what is looked at.
    private static bool IsUtf8(ReadOnlySpan<byte> start)
    {
        while (start.Length > 0)
        {
            switch (Rune.DecodeFromUtf8(start, out _, out var length))
            {
                case System.Buffers.OperationStatus.InvalidData:
                    return false;
                case System.Buffers.OperationStatus.NeedMoreData:
                    return true;
            }

            start = start[length..];
        }

        return true;
    }

    private static Encoding Guess(ReadOnlySpan<byte> start)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0)
            {
                (even, odd) = i % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
            }
        }

        if (even + odd == 0 && !IsUtf8(start))
        {
            // Text of western Europe from before Unicode; there is no other use of such bytes in names of columns.
            return Encoding.Latin1;
        }

        var half = start.Length / 2;
        return half > 8 && odd > half * 3 / 4 && even == 0 ? Encoding.Unicode
            : half > 8 && even > half * 3 / 4 && odd == 0 ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
    }
}
