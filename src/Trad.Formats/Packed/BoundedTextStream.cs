using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>
/// Passes on decompressed bytes until they are more than the limits allow, which is how a zip bomb ends, and checks at the end
/// that they are as many as the file itself says: the decoder takes some cut-off files for whole ones.
/// </summary>
/// <param name="inner">The decompressed bytes.</param>
/// <param name="file">The file's name, for messages.</param>
/// <param name="compressedBytes">How many bytes they were.</param>
/// <param name="limits">What is allowed.</param>
/// <param name="isWhole">Whether so many bytes are all of the file; null when it does not say.</param>
internal sealed class BoundedTextStream(
    Stream inner, string file, long compressedBytes, CandleFileLimits limits, Predicate<long>? isWhole = null) : ReadOnlyStream
{
    private const long AlwaysAllowed = 16L << 20;
    private long _read;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int bytes)
    {
        _read += bytes;
        if (_read > limits.MaximumBytes)
        {
            throw new CandleFileException(
                file, null, $"it holds more than {limits.MaximumBytes:N0} bytes of text, which is the most allowed");
        }

        if (_read > AlwaysAllowed && _read > compressedBytes * limits.MaximumRatio)
        {
            throw new CandleFileException(
                file, null,
                $"{compressedBytes:N0} compressed bytes unpack to more than {limits.MaximumRatio} times as much; no candle file does, so it is refused");
        }

        return bytes == 0 && isWhole is not null && !isWhole(_read)
            ? throw new CandleFileException(file, null, "the gzip file is damaged or cut off")
            : bytes;
    }
}
