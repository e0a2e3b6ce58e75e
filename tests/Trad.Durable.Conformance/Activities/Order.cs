namespace Trad.Durable.Conformance.Activities;

/// <summary>A message with the shapes that JSON must carry.</summary>
public sealed record Order(string Name, decimal Price, DateTimeOffset At, double? Ratio, IReadOnlyList<string> Tags);
