using Trad.Training.Data;

namespace Trad.Training.Validation.Splits;

/// <summary>A part to learn from and a later part to be measured on.</summary>
/// <param name="Train">Where parameters are chosen.</param>
/// <param name="Test">Where the chosen ones are measured.</param>
public sealed record TrainTestSplit(Period Train, Period Test);
