using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Randomness;

namespace Trad.Optimization.Tests.GaussianProcesses;

/// <summary>A small data set with two continuous and one categorical coordinate.</summary>
internal sealed class SampleProblem
{
    public SampleProblem(int count = 12)
    {
        var random = new RandomStream(5);
        Points = new double[count][];
        Values = new double[count];
        for (var i = 0; i < count; i++)
        {
            Points[i] = [random.NextDouble(), random.NextDouble(), random.NextIndex(3)];
            Values[i] = Math.Sin(6 * Points[i][0]) + Points[i][1] + (0.3 * Points[i][2]) - 1;
        }
    }

    public double[][] Points { get; }

    public double[] Values { get; }

    public bool[] IsCategorical { get; } = [false, false, true];

    public Hyperparameters Parameters { get; } = new([1.1, -0.4, 0.3, 0.2, -4.0]);

    public Observations Data => new([.. Points.SelectMany(point => point)], Values, IsCategorical);

    public DenseReference Reference => new(
        Points, Values, IsCategorical, [Parameters.Weight(0), Parameters.Weight(1), Parameters.Weight(2)], Parameters.Signal,
        Parameters.Noise);
}
