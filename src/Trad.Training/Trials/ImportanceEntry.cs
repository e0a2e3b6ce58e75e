namespace Trad.Training.Trials;

/// <summary>How much a parameter matters.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Importance">Its share of what the score varies by, 0 to 1.</param>
public sealed record ImportanceEntry(string Parameter, double Importance);
