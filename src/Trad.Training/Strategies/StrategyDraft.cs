namespace Trad.Training.Strategies;

/// <summary>What becomes the next version of a strategy.</summary>
/// <param name="Hash">SHA-256 of <paramref name="Text"/> in UTF-8, hexadecimal.</param>
/// <param name="Text">The document.</param>
/// <param name="CreatedAt">The moment.</param>
public sealed record StrategyDraft(string Hash, string Text, DateTimeOffset CreatedAt);
