namespace Trad.Formats.Candles;

/// <summary>How much a candle file may hold and take, so that no file can exhaust the host.</summary>
/// <param name="MaximumRows">The most rows.</param>
/// <param name="MaximumBytes">The most bytes of text after decompression.</param>
/// <param name="MaximumRatio">How many times larger the text may be than the compressed file, beyond the first 16 MiB.</param>
/// <param name="MaximumMemory">The most bytes of memory for what of a file must be in memory at once: a row group, a batch, a page.</param>
public sealed record CandleFileLimits(
    long MaximumRows = 20_000_000, long MaximumBytes = 4L << 30, int MaximumRatio = 100, long MaximumMemory = 512L << 20)
{
    // A file may claim a million rows whatever its size; beyond that, a row takes a byte.
    private const long BelievableRows = 1_000_000;

    /// <summary>20 million rows, 4 GiB of text, a hundredfold compression, 512 MiB of memory, five minutes.</summary>
    public static CandleFileLimits Default { get; } = new();

    /// <summary>How long reading may take.</summary>
    public TimeSpan MaximumTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How much longer a reading that was told to end is waited for, before it is given up.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most rows that are believed of a file of a size.</summary>
    internal long RowsIn(long bytes) => Math.Min(MaximumRows, Math.Max(BelievableRows, bytes));
}
