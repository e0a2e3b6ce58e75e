namespace Trad.Optimization.GaussianProcesses;

// Notation: y: n objectives; z = (y − center)/scale; ψ_λ(z): the power transform with power λ; result (ψ_λ(z) − center₂)/scale₂.
// Time: n per power that is tried, then 1 per value. Immutable once made, so safe for use by several threads.

/// <summary>
/// Turns objectives into values a Gaussian process can believe in: standardise, then the power transform of Yeo and
/// Johnson (2000) with the most likely power, which tames heavy tails, then standardise again. Monotone, so the order of
/// trials never changes.
/// </summary>
internal sealed class OutputTransform
{
    private readonly double _center;
    private readonly double _scale;
    private readonly double _power;
    private readonly double _secondCenter;
    private readonly double _secondScale;
    private readonly double _lowest = double.PositiveInfinity;
    private readonly double _highest = double.NegativeInfinity;

    public OutputTransform(ReadOnlySpan<double> objectives, bool isRobust)
    {
        (_center, _scale) = Moments(objectives);
        var values = new double[objectives.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (objectives[i] - _center) / _scale;
            _lowest = Math.Min(_lowest, objectives[i]);
            _highest = Math.Max(_highest, objectives[i]);
        }

        _power = isRobust && values.Length > 3 ? MostLikelyPower(values) : 1;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Power(values[i], _power);
        }

        (_secondCenter, _secondScale) = Moments(values);
    }

    /// <summary>The transformed objective.</summary>
    public double Apply(double objective) => (Power((objective - _center) / _scale, _power) - _secondCenter) / _secondScale;

    /// <summary>The derivative of the inverse at an objective: objective units per transformed unit there.</summary>
    public double UnitAt(double objective)
    {
        var z = (objective - _center) / _scale;
        var slope = z >= 0 ? Math.Pow(z + 1, _power - 1) : Math.Pow(1 - z, 1 - _power);
        return _secondScale * _scale / slope;
    }

    /// <summary>
    /// The objective that a transformed value stands for. Strong bending has no inverse far out, so the answer stays within
    /// the objectives seen, widened by their extent on both sides.
    /// </summary>
    public double Invert(double value)
    {
        var y = _secondCenter + (value * _secondScale);
        var power = y >= 0 ? _power : 2 - _power;
        var rest = 1 + (power * Math.Abs(y));
        var size = power == 0 ? Math.Exp(Math.Abs(y)) - 1 : rest > 0 ? Math.Pow(rest, 1 / power) - 1 : double.PositiveInfinity;
        return Math.Clamp(_center + (_scale * (y >= 0 ? size : -size)), _lowest - (_highest - _lowest), _highest + (_highest - _lowest));
    }

    private static double Power(double z, double power) => z >= 0
        ? power == 0 ? Math.Log(1 + z) : (Math.Pow(1 + z, power) - 1) / power
        : power == 2 ? -Math.Log(1 - z) : -(Math.Pow(1 - z, 2 - power) - 1) / (2 - power);

    // The profile likelihood over a grid of powers: coarse steps suffice, and a grid cannot diverge.
    private static double MostLikelyPower(double[] standardized)
    {
        var best = 1.0;
        var bestValue = double.NegativeInfinity;
        var transformed = new double[standardized.Length];
        for (var step = -8; step <= 24; step++)
        {
            var power = 0.25 * step;
            var jacobian = 0.0;
            for (var i = 0; i < transformed.Length; i++)
            {
                var z = standardized[i];
                transformed[i] = Power(z, power);
                jacobian += (power - 1) * Math.Sign(z) * Math.Log(1 + Math.Abs(z));
            }

            var (_, deviation) = Moments(transformed);
            var value = jacobian - (transformed.Length * Math.Log(deviation));
            if (value > bestValue)
            {
                (best, bestValue) = (power, value);
            }
        }

        return best;
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values)
    {
        // Scaling first keeps squares of huge objectives finite.
        var largest = 0.0;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (largest == 0 || values.Length == 0)
        {
            return (0, 1);
        }

        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value / largest / values.Length;
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += ((value / largest) - mean) * ((value / largest) - mean);
        }

        var deviation = Math.Sqrt(sum / values.Length) * largest;

        // A constant objective has no scale of its own.
        return (mean * largest, deviation > 1e-13 * largest ? deviation : 1);
    }
}
