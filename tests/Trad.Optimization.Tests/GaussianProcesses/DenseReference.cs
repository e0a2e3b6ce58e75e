using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Trad.Optimization.Tests.GaussianProcesses;

/// <summary>The textbook Gaussian process (Rasmussen and Williams, algorithm 2.1 written with inverses and determinants).</summary>
internal sealed class DenseReference(
    double[][] points, double[] values, bool[] isCategorical, double[] weights, double signal, double noise)
{
    private readonly Matrix<double> _covariance = DenseMatrix.Create(points.Length, points.Length, (i, j) =>
        Kernel(points[i], points[j], isCategorical, weights, signal) + (i == j ? noise : 0));

    public double LogMarginalLikelihood()
    {
        var y = Vector<double>.Build.Dense(values);
        return (-0.5 * (y * _covariance.Inverse() * y)) - (0.5 * Math.Log(
            _covariance.Determinant())) - (0.5 * values.Length * Math.Log(2 * Math.PI));
    }

    public (double Mean, double Variance) Predict(double[] x)
    {
        var k = Vector<double>.Build.Dense(points.Length, i => Kernel(points[i], x, isCategorical, weights, signal));
        var inverse = _covariance.Inverse();
        return (k * inverse * Vector<double>.Build.Dense(values), signal - (k * inverse * k));
    }

    private static double Kernel(double[] x, double[] y, bool[] isCategorical, double[] weights, double signal)
    {
        var r2 = x.Select((value, k) => weights[k] * (isCategorical[k] ? (value == y[k] ? 0 : 1) : Math.Pow(value - y[k], 2))).Sum();
        var r = Math.Sqrt(r2);
        return signal * (1 + (Math.Sqrt(5) * r) + (5 * r2 / 3)) * Math.Exp(-Math.Sqrt(5) * r);
    }
}
