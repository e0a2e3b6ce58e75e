namespace Trad.Training.Validation;

/// <summary>An interval that holds the true figure with 90 %.</summary>
/// <param name="Low">Its 5 % end.</param>
/// <param name="High">Its 95 % end.</param>
public sealed record Bounds(double Low, double High);
