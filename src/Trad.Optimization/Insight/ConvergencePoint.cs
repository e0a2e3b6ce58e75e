using System.Text.Json.Serialization;

namespace Trad.Optimization.Insight;

/// <summary>One step of a search.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Objective">Its objective; null when it has none, or one from part of the data.</param>
/// <param name="Best">The best objective so far; null before the first one.</param>
public sealed record ConvergencePoint(int Trial, [property: JsonPropertyName("score")] double? Objective, double? Best);
