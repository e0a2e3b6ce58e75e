using Trad.Training.Validation.Trials;

namespace Trad.Training.Validation;

/// <summary>The parts of a validation, before there is a verdict.</summary>
/// <param name="Weighing">What the trials say together.</param>
/// <param name="Windows">
/// The windows of the walk-forward: the anchored ones, then the rolling ones; empty when they were not carried out.
/// </param>
/// <param name="Robustness">What became of the published trial when something was changed; absent when that was not looked at.</param>
/// <param name="WhyIncomplete">Why windows are missing, a sentence; absent when none is.</param>
public sealed record GatheredEvidence(
    TrialWeighing Weighing, IReadOnlyList<WalkForwardWindow> Windows, RobustnessEvidence? Robustness, string? WhyIncomplete = null);
