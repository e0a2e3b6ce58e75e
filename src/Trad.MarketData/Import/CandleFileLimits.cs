namespace Trad.MarketData.Import;

/// <summary>How much a candle file may hold, so that no file can exhaust the host.</summary>
/// <param name="MaximumRows">The most rows.</param>
/// <param name="MaximumBytes">The most bytes of text after decompression.</param>
/// <param name="MaximumRatio">How many times larger the text may be than the compressed file, beyond the first 16 MiB.</param>
public sealed record CandleFileLimits(long MaximumRows = 20_000_000, long MaximumBytes = 4L << 30, int MaximumRatio = 100)
{
    /// <summary>20 million rows, 4 GiB of text, a hundredfold compression.</summary>
    public static CandleFileLimits Default { get; } = new();
}
