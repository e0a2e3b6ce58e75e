namespace Trad.Training.Trials;

/// <summary>A step of a search.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Score">Its score; absent when it has none.</param>
/// <param name="Best">The best score so far; absent before the first.</param>
public sealed record ConvergenceEntry(int Trial, double? Score, double? Best);
