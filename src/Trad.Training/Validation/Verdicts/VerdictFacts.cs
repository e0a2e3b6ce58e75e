namespace Trad.Training.Validation.Verdicts;

/// <summary>What a verdict is made of.</summary>
/// <param name="Trials">How many trials the published one is the best of.</param>
/// <param name="InSample">The published trial in sample; null when it could not be backtested.</param>
/// <param name="Validation">The evidence; its judgement is not looked at.</param>
/// <param name="Untold">What could not be told, and why.</param>
public sealed record VerdictFacts(int Trials, PartFigures? InSample, AssetValidation Validation, IReadOnlyList<Finding> Untold);
