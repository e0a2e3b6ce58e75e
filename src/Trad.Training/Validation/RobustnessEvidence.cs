namespace Trad.Training.Validation;

/// <summary>What became of the published trial when something was changed.</summary>
/// <param name="Checks">The checks, each with its number, its outcome and a sentence.</param>
public sealed record RobustnessEvidence(IReadOnlyList<Finding> Checks)
{
    /// <summary>The search repeated with other seeds; empty when that was not asked for.</summary>
    public IReadOnlyList<RepeatedSearch> Searches { get; init; } = [];

    /// <summary>The published trial on other symbols; empty when none is stored or none was asked for.</summary>
    public IReadOnlyList<OtherSymbol> OtherSymbols { get; init; } = [];
}
