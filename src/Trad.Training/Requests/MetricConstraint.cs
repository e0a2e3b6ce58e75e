namespace Trad.Training.Requests;

/// <summary>What a metric of a trial must lie between, both ends included; at least one of them.</summary>
public sealed record MetricConstraint
{
    /// <summary>The smallest value that is allowed, in the metric's own unit: fractions, not per cent.</summary>
    public double? Min { get; init; }

    /// <summary>The largest value that is allowed.</summary>
    public double? Max { get; init; }
}
