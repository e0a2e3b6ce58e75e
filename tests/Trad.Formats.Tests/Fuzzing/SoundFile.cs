using Trad.Candles;

namespace Trad.Formats.Tests.Fuzzing;

/// <summary>A file that can be read, to be damaged.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Repack">Makes the file from content that was damaged inside its compression; null when there is none around it.</param>
/// <param name="Inside">The content inside the compression.</param>
internal sealed record SoundFile(string Name, byte[] Content, Func<byte[], byte[]>? Repack = null, byte[]? Inside = null)
{
    /// <summary>The interval of its candles.</summary>
    public Interval Interval { get; init; } = Interval.FiveMinutes;

    public override string ToString() => Name;
}
