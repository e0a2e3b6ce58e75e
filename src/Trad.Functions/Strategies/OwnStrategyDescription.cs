namespace Trad.Functions.Strategies;

/// <summary>A strategy, its document and its versions.</summary>
/// <param name="Strategy">What can be asked of it, in the version that is shown.</param>
/// <param name="Document">The document of that version, as it was sent; absent for a built-in strategy.</param>
/// <param name="Versions">Every version, newest first; empty for a built-in strategy.</param>
public sealed record OwnStrategyDescription(
    StrategyDescription Strategy, string? Document, IReadOnlyList<StrategyVersionDescription> Versions)
{
    /// <summary>What is suspicious about the document, whatever the candles; told when it is kept, absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
