using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Trad.Optimization.Evolution;

// Notation (Hansen, 2016): n dimensions; λ samples per generation of which the better µ have weights w; m mean; σ step size;
// C covariance = B D² Bᵀ; pσ, pc evolution paths; cσ, dσ, cc, c1, cµ rates; χ = E‖N(0, I)‖.
// Shapes: m, D, pσ, pc: n; C, B: n×n. Time of a sample n², of a generation λ n + µ n² + n³ for the eigenvectors. Not safe for use by
// several threads at once.

/// <summary>
/// The search distribution of the covariance matrix adaptation evolution strategy (Hansen, 2016, "The CMA evolution
/// strategy: a tutorial"), over coordinates in [0, 1].
/// </summary>
internal sealed class CovarianceState
{
    private const double FirstStep = 0.25;

    private readonly int _n;
    private readonly double[] _weights;
    private readonly double _effective;
    private readonly double _pathRate;
    private readonly double _damping;
    private readonly double _covariancePathRate;
    private readonly double _rankOne;
    private readonly double _rankMu;
    private readonly double _expectedNorm;
    private Vector<double> _stepPath;
    private Vector<double> _covariancePath;
    private Matrix<double> _covariance;
    private Matrix<double> _basis;
    private Vector<double> _scales;
    private int _generations;

    /// <summary>The distribution before the first generation: a ball around a mean.</summary>
    public CovarianceState(double[] mean, int population)
    {
        _n = mean.Length;
        Population = population;
        Mean = Vector<double>.Build.DenseOfArray(mean);
        Step = FirstStep;
        var parents = population / 2;
        var raw = Enumerable.Range(1, parents).Select(i => Math.Log((population + 1) / 2.0) - Math.Log(i)).ToArray();
        _weights = [.. raw.Select(weight => weight / raw.Sum())];
        _effective = 1 / _weights.Sum(weight => weight * weight);
        _pathRate = (_effective + 2) / (_n + _effective + 5);
        _damping = 1 + (2 * Math.Max(0, Math.Sqrt((_effective - 1) / (_n + 1)) - 1)) + _pathRate;
        _covariancePathRate = (4 + (_effective / _n)) / (_n + 4 + (2 * _effective / _n));
        _rankOne = 2 / (((_n + 1.3) * (_n + 1.3)) + _effective);
        _rankMu = Math.Min(1 - _rankOne, 2 * (0.25 + _effective + (1 / _effective) - 2) / (((_n + 2) * (_n + 2)) + _effective));
        _expectedNorm = Math.Sqrt(_n) * (1 - (1 / (4.0 * _n)) + (1 / (21.0 * _n * _n)));
        _stepPath = Vector<double>.Build.Dense(_n);
        _covariancePath = Vector<double>.Build.Dense(_n);
        _covariance = DenseMatrix.CreateIdentity(_n);
        _basis = DenseMatrix.CreateIdentity(_n);
        _scales = Vector<double>.Build.Dense(_n, 1);
    }

    /// <summary>λ, the samples of a generation.</summary>
    public int Population { get; }

    public Vector<double> Mean { get; private set; }

    /// <summary>σ, the overall step size.</summary>
    public double Step { get; private set; }

    /// <summary>The largest standard deviation along any direction.</summary>
    public double Spread => Step * _scales.Maximum();

    /// <summary>Whether the covariance is too stretched to go on with.</summary>
    public bool IsDegenerate => !(_scales.Maximum() < 1e7 * _scales.Minimum()) || !double.IsFinite(Step);

    /// <summary>The standard deviation along one coordinate.</summary>
    public double Deviation(int axis) => Step * Math.Sqrt(_covariance[axis, axis]);

    /// <summary>The point that a standard normal vector stands for: m + σ B D z.</summary>
    public Vector<double> Place(Vector<double> z) => Mean + (Step * (_basis * z.PointwiseMultiply(_scales)));

    /// <summary>Moves the distribution towards the better half of a generation.</summary>
    /// <param name="ranked">The points that were evaluated, best first, <see cref="Population"/> of them.</param>
    public void Update(IReadOnlyList<double[]> ranked)
    {
        _generations++;
        var moves = _weights.Select((_, i) => (Vector<double>.Build.DenseOfArray(ranked[i]) - Mean) / Step).ToArray();
        var move = Vector<double>.Build.Dense(_n);
        for (var i = 0; i < moves.Length; i++)
        {
            move += _weights[i] * moves[i];
        }

        Mean += Step * move;
        var whitened = _basis * _basis.TransposeThisAndMultiply(move).PointwiseDivide(_scales);
        _stepPath = ((1 - _pathRate) * _stepPath) + (Math.Sqrt(_pathRate * (2 - _pathRate) * _effective) * whitened);
        var norm = _stepPath.L2Norm();
        var stalls = norm / Math.Sqrt(1 - Math.Pow(1 - _pathRate, 2 * _generations)) >= (1.4 + (2.0 / (_n + 1))) * _expectedNorm;
        _covariancePath = (1 - _covariancePathRate) * _covariancePath;
        if (!stalls)
        {
            _covariancePath += Math.Sqrt(_covariancePathRate * (2 - _covariancePathRate) * _effective) * move;
        }

        var correction = stalls ? _rankOne * _covariancePathRate * (2 - _covariancePathRate) : 0;
        _covariance = ((1 - _rankOne - _rankMu + correction) * _covariance) + (_rankOne * _covariancePath.OuterProduct(_covariancePath));
        for (var i = 0; i < moves.Length; i++)
        {
            _covariance += _rankMu * _weights[i] * moves[i].OuterProduct(moves[i]);
        }

        // A step that more than doubles in one generation comes from points moved to the bounds, not from progress.
        Step *= Math.Exp(Math.Min(0.7, _pathRate / _damping * ((norm / _expectedNorm) - 1)));
        Decompose();
    }

    private void Decompose()
    {
        var symmetric = (_covariance + _covariance.Transpose()) / 2;
        var decomposition = symmetric.Evd(Symmetricity.Symmetric);
        _covariance = symmetric;
        _basis = decomposition.EigenVectors;
        _scales = decomposition.EigenValues.Map(value => Math.Sqrt(Math.Max(value.Real, 1e-300)));
    }
}
