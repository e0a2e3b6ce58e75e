namespace Trad.Optimization.GaussianProcesses;

// Notation, row-major: X: n×d, row i beginning at i × d, coordinates as UnitCube has them; y: n; categorical: d.
// Reading a point takes no time and no memory. The arrays are not copied and must not be written to afterwards: then safe for use by
// several threads.

/// <summary>What a Gaussian process is fitted to.</summary>
/// <param name="Points">The points, row by row: n×d coordinates.</param>
/// <param name="Values">The standardised values, n of them.</param>
/// <param name="IsCategorical">Per coordinate whether it is the index of an unordered choice.</param>
internal sealed record Observations(double[] Points, double[] Values, bool[] IsCategorical)
{
    public int Count => Values.Length;

    public int Dimensions => IsCategorical.Length;

    public ReadOnlySpan<double> Point(int index) => Points.AsSpan(index * Dimensions, Dimensions);
}
