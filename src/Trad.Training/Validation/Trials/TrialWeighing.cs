namespace Trad.Training.Validation.Trials;

/// <summary>What the trials of a job say together.</summary>
/// <param name="Selection">Which of them is published.</param>
/// <param name="Overfitting">How much of its result the search explains; null when there was nothing to compute it from.</param>
/// <param name="CrossValidation">The trials chosen on some groups of days and measured on others.</param>
/// <param name="Untold">What could not be told, and why.</param>
public sealed record TrialWeighing(
    SelectionEvidence Selection, OverfittingEvidence? Overfitting, CrossValidationEvidence? CrossValidation, IReadOnlyList<Finding> Untold);
