namespace Trad.Training.Strategies;

/// <summary>A version of a strategy of one's own; it is never changed.</summary>
/// <param name="Name">The strategy's name.</param>
/// <param name="Version">The number, from 1; no number is given twice, also when versions were removed.</param>
/// <param name="Hash">SHA-256 of <paramref name="Text"/> in UTF-8, hexadecimal.</param>
/// <param name="CreatedAt">When it was kept.</param>
/// <param name="Text">The document, byte by byte as it was sent.</param>
public sealed record StrategyVersion(string Name, int Version, string Hash, DateTimeOffset CreatedAt, string Text)
{
    /// <summary>What a job keeps of it.</summary>
    public PinnedStrategy Pin() => new(Version, Hash, Text);
}
