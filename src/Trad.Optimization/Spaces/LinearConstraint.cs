using System.Globalization;

namespace Trad.Optimization.Spaces;

/// <summary>A weighted sum of parameters stays at or below a bound.</summary>
/// <param name="Weights">The weight of each parameter in the sum.</param>
/// <param name="Bound">The largest sum allowed.</param>
public sealed record LinearConstraint(IReadOnlyDictionary<string, double> Weights, double Bound) : ParameterConstraint
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => [.. Weights.Keys];

    /// <inheritdoc/>
    public override double Violation(ParameterSet parameters) =>
        Weights.Sum(weight => weight.Value * parameters[weight.Key].Number) - Bound;

    /// <inheritdoc/>
    public override string Describe()
    {
        var terms = Weights.Select(weight => $"{weight.Value.ToString("R", CultureInfo.InvariantCulture)} {weight.Key}");
        return $"{string.Join(" + ", terms)} <= {Bound.ToString("R", CultureInfo.InvariantCulture)}";
    }
}
