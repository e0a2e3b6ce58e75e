namespace Trad.Optimization.Acquisition;

/// <summary>What a point is worth to the search: larger is better.</summary>
internal interface IAcquisition
{
    /// <summary>The worth at a point.</summary>
    double Evaluate(ReadOnlySpan<double> x);

    /// <summary>The worth, and its gradient by the continuous coordinates.</summary>
    double Evaluate(ReadOnlySpan<double> x, Span<double> gradient);
}
