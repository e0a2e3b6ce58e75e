using Trad.Backtesting.Metrics;

namespace Trad.Training.Requests;

/// <summary>What a request optimises.</summary>
public static class Objectives
{
    /// <summary>The metrics that a recorded request optimises.</summary>
    /// <exception cref="TrainingException">This version has no such metric.</exception>
    public static IReadOnlyList<Metric> FromRequest(TrainingRequest request) => [.. request.AllObjectives.Select(name =>
        MetricCatalog.TryGet(name, out var metric) ? metric : throw new TrainingException($"This version knows no objective '{name}'."))];
}
