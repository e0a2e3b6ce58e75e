using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Trad.Backtesting.Metrics;

namespace Trad.Training.Requests;

/// <summary>What the constraints of a request must be like.</summary>
internal static class ConstraintRules
{
    /// <summary>Records what is wrong.</summary>
    public static void Check(TrainingRequest request, ValidationErrors errors)
    {
        foreach (var (name, constraint) in request.Constraints ?? new Dictionary<string, MetricConstraint>())
        {
            var field = $"constraints.{name}";
            if (!MetricCatalog.TryGet(name, out _))
            {
                errors.Add(field, $"is no metric; known are {MetricCatalog.Names}");
            }
            else if (constraint is null or { Min: null, Max: null })
            {
                errors.Add(field, "needs min, max or both");
            }
            else
            {
                RequestRule.Within($"{field}.min", constraint.Min, -RequestLimits.LargestMetric, RequestLimits.LargestMetric, errors);
                RequestRule.Within($"{field}.max", constraint.Max, -RequestLimits.LargestMetric, RequestLimits.LargestMetric, errors);
                if (constraint is { Min: { } min, Max: { } max } && min > max)
                {
                    errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"min {min} is above max {max}"));
                }
            }
        }
    }
}

/// <summary>What a metric of a trial must lie between, both ends included; at least one of them.</summary>
public sealed record MetricConstraint
{
    /// <summary>The smallest value that is allowed, in the metric's own unit: fractions, not per cent.</summary>
    [Range(-RequestLimits.LargestMetric, RequestLimits.LargestMetric)]
    public double? Min { get; init; }

    /// <summary>The largest value that is allowed.</summary>
    [Range(-RequestLimits.LargestMetric, RequestLimits.LargestMetric)]
    public double? Max { get; init; }
}
