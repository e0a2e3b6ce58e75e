namespace Trad.Training.Validation.Statistics;

/// <summary>That a statistic is not defined for the data.</summary>
/// <param name="Why">Ends the sentence "it is not defined, since …".</param>
public readonly record struct Undefined(string Why);
