using Trad.Training.Strategies;

namespace Trad.Functions.Strategies;

/// <summary>A version of a strategy, without its text.</summary>
/// <param name="Version">The number, from 1.</param>
/// <param name="Hash">SHA-256 of its document, hexadecimal.</param>
/// <param name="CreatedAt">When it was kept.</param>
public sealed record StrategyVersionDescription(int Version, string Hash, DateTimeOffset CreatedAt)
{
    /// <summary>The description of a version.</summary>
    public static StrategyVersionDescription FromVersion(StrategyVersion version) => new(version.Version, version.Hash, version.CreatedAt);
}
