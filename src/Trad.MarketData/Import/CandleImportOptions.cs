using System.ComponentModel.DataAnnotations;
using Trad.Formats.Candles;
using Trad.Formats.Spooling;

namespace Trad.MarketData.Import;

/// <summary>What importing a candle file may take.</summary>
public sealed class CandleImportOptions
{
    private const int Megabyte = 1 << 20;

    /// <summary>How long reading a file may take, seconds. <value>The default is 300.</value></summary>
    [Range(1, 86_400)]
    public int MaximumSeconds { get; set; } = 300;

    /// <summary>
    /// How much memory one file may take, MiB: that of its largest row group, batch of rows or page. <value>The default is 512.</value>
    /// </summary>
    [Range(16, 65_536)]
    public int MemoryMegabytes { get; set; } = 512;

    /// <summary>How many files are read at once; others wait. <value>The default is 2.</value></summary>
    [Range(1, 64)]
    public int MaximumConcurrent { get; set; } = 2;

    /// <summary>
    /// The folder in which files are kept while they are read; nobody else may read it, and nothing stays in it.
    /// <value>The default is a folder of the user's in the system's temporary folder.</value>
    /// </summary>
    public string? SpoolFolder { get; set; }

    /// <summary>How many MiB these files may take together. <value>The default is 8,192.</value></summary>
    [Range(16, 1_048_576)]
    public int SpoolMegabytes { get; set; } = 8192;

    /// <summary>The limits of one file.</summary>
    internal CandleFileLimits Limits => CandleFileLimits.Default with
    {
        MaximumMemory = (long)MemoryMegabytes * Megabyte,
        MaximumTime = TimeSpan.FromSeconds(MaximumSeconds),
    };

    /// <summary>The folder of the options.</summary>
    internal SpoolFolder Spool => new(
        string.IsNullOrWhiteSpace(SpoolFolder) ? Trad.Formats.Spooling.SpoolFolder.DefaultPath : SpoolFolder,
        (long)SpoolMegabytes * Megabyte);
}
