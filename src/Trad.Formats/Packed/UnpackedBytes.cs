using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>
/// Counts what is unpacked of a file through all layers of packing, so that layers together unpack to no more than one alone may.
/// </summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="packed">How many bytes the file itself has.</param>
/// <param name="limits">What is allowed.</param>
internal sealed class UnpackedBytes(string file, long packed, CandleFileLimits limits)
{
    private const long AlwaysAllowed = 16L << 20;
    private long _bytes;

    /// <summary>How many bytes the file itself has.</summary>
    public long Packed => packed;

    /// <summary>Counts bytes.</summary>
    /// <exception cref="CandleFileException">They are more than allowed.</exception>
    public void Add(long bytes)
    {
        _bytes += bytes;
        if (_bytes > limits.MaximumBytes)
        {
            throw new CandleFileException(
                file, null, $"what is packed in it takes more than {limits.MaximumBytes:N0} bytes, which is the most allowed");
        }

        if (_bytes > AlwaysAllowed && _bytes / limits.MaximumRatio > packed)
        {
            throw new CandleFileException(
                file, null,
                $"{packed:N0} compressed bytes unpack to more than {limits.MaximumRatio} times as much; no candle file does, so it is refused");
        }
    }
}
