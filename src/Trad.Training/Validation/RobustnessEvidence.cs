namespace Trad.Training.Validation;

/// <summary>What became of the published trial when something was changed.</summary>
/// <param name="Checks">The checks, each with its number, its outcome and a sentence.</param>
public sealed record RobustnessEvidence(IReadOnlyList<Finding> Checks);
