using System.ComponentModel.DataAnnotations;

namespace Trad.Training.Strategies;

/// <summary>
/// The version of a strategy of one's own that a job was made with, and its asset after it: whatever is computed of them later is
/// computed by this text, whatever has become of the strategy since, on whatever machine.
/// </summary>
/// <param name="Version">The number of the version.</param>
/// <param name="Hash">SHA-256 of <paramref name="Text"/> in UTF-8, hexadecimal.</param>
/// <param name="Text">The document; absent where jobs or assets are listed, for it may be longer than all the rest.</param>
public sealed record PinnedStrategy([property: Range(1, PinnedStrategy.HighestVersion)] int Version, string Hash, string? Text)
{
    /// <summary>The highest number of a version.</summary>
    public const int HighestVersion = 1_000_000;

    /// <summary>What a list tells of it.</summary>
    public PinnedStrategy Outline() => this with { Text = null };
}
