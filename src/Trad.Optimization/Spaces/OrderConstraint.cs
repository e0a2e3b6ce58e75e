using System.Globalization;

namespace Trad.Optimization.Spaces;

/// <summary>One parameter lies below another, <c>fast &lt; slow</c>, by at least a gap when one is given.</summary>
/// <param name="Lower">The parameter that is smaller.</param>
/// <param name="Upper">The parameter that is larger.</param>
/// <param name="MinimumGap">With 0 (the default) the order is strict; else the difference is at least this much.</param>
public sealed record OrderConstraint(string Lower, string Upper, double MinimumGap = 0) : ParameterConstraint
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => [Lower, Upper];

    /// <inheritdoc/>
    public override double Violation(ParameterSet parameters)
    {
        var violation = parameters[Lower].Number + MinimumGap - parameters[Upper].Number;

        // Strictly below: equality breaks the condition by the smallest amount there is.
        return MinimumGap == 0 && violation == 0 ? double.Epsilon : violation;
    }

    /// <inheritdoc/>
    public override string Describe() => MinimumGap == 0
        ? $"{Lower} < {Upper}"
        : $"{Lower} + {MinimumGap.ToString("R", CultureInfo.InvariantCulture)} <= {Upper}";
}
