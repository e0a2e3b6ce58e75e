namespace Trad.Optimization.Acquisition;

// Notation, here and in the classes that implement it: x: d coordinates of the unit cube, as UnitCube has them; m: observations of the
// models, imagined ones included; gradients: d, zero along categorical coordinates. An implementation asks Posterior, which writes scratch
// arrays: not safe for use by several threads at once.

/// <summary>What a point is worth to the search: larger is better.</summary>
internal interface IAcquisition
{
    /// <summary>The worth at points, one behind the other, each to the bit as it is alone.</summary>
    /// <param name="points">The points.</param>
    /// <param name="worths">The worth of each; for one that is worth no more than the floor, any number that is not above it.</param>
    /// <param name="floor">What a worth has to be above to matter; negative infinity when all matter.</param>
    void EvaluateAll(ReadOnlySpan<double> points, Span<double> worths, double floor);

    /// <summary>The worth, and its gradient by the continuous coordinates.</summary>
    double Evaluate(ReadOnlySpan<double> x, Span<double> gradient);
}

/// <summary>What follows for a single point.</summary>
internal static class SinglePoint
{
    /// <summary>The worth at a point.</summary>
    public static double Evaluate(this IAcquisition acquisition, ReadOnlySpan<double> x)
    {
        Span<double> worth = stackalloc double[1];
        acquisition.EvaluateAll(x, worth, double.NegativeInfinity);
        return worth[0];
    }
}
