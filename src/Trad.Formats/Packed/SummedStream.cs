using ICSharpCode.SharpZipLib.Checksum;
using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>
/// Passes on the bytes of a file in a zip, and refuses it at their end where they do not have the checksum that the zip states, which the
/// decoder does not look at: a digit of a price that was changed on the way is a price as well.
/// </summary>
/// <param name="inner">The bytes.</param>
/// <param name="expected">Their checksum (CRC-32) by the directory of the zip.</param>
/// <param name="file">The file's name, for messages.</param>
internal sealed class SummedStream(Stream inner, uint expected, string file) : ReadOnlyStream
{
    private readonly Crc32 _sum = new();
    private readonly byte[] _taken = new byte[1 << 14];

    public override int Read(Span<byte> buffer) => Take(buffer, inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Take(buffer.Span, read);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer, int read)
    {
        for (var at = 0; at < read; at += _taken.Length)
        {
            var part = buffer[at..Math.Min(read, at + _taken.Length)];
            part.CopyTo(_taken);
            _sum.Update(new ArraySegment<byte>(_taken, 0, part.Length));
        }

        return read > 0 || buffer.Length == 0 || (uint)_sum.Value == expected
            ? read
            : throw new CandleFileException(
                file, null, "the file is damaged: its bytes do not have the checksum that the zip states; download or pack it again");
    }
}
