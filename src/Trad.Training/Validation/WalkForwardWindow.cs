using Trad.Optimization.Spaces;
using Trad.Training.Data;

namespace Trad.Training.Validation;

/// <summary>One window of a walk-forward.</summary>
/// <param name="Train">Where its search looked.</param>
/// <param name="Test">Where the winner was measured; indicators were warmed with earlier candles, which were not traded.</param>
/// <param name="Trials">How many trials its search had.</param>
/// <param name="Parameters">The winner; absent when no trial was feasible.</param>
/// <param name="InSample">What the winner did in the train part.</param>
/// <param name="OutOfSample">What it did in the test part.</param>
/// <param name="Reason">Why there is no winner.</param>
public sealed record WalkForwardWindow(
    Period Train, Period Test, int Trials, ParameterSet? Parameters, PartFigures? InSample, PartFigures? OutOfSample, string? Reason);
