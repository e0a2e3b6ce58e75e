using Trad.Optimization.Acquisition;
using Trad.Optimization.Randomness;
using Trad.Optimization.Search;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Acquisition;

public sealed class AcquisitionSearchTests
{
    private static readonly SearchSpace Space = new(
    [
        new ContinuousParameter("x", 0, 1), new ContinuousParameter("y", 0, 1), new IntegerParameter("n", 0, 40),
    ]);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Search_finds_the_peak_and_to_the_bit_the_same_whether_low_points_are_given_up_or_not(int pending)
    {
        var whole = Search(new Peak(obeysFloor: false), pending);

        var cut = Search(new Peak(obeysFloor: true), pending);

        Assert.Equal(whole.Point, cut.Point);
        Assert.Equal(whole.Worth, cut.Worth);
        Assert.Equal(0.3, cut.Point[0], 0.01);
        Assert.Equal(0.8, cut.Point[1], 0.01);
        Assert.Equal(13, Space.Cube.Decode(cut.Point)["n"].Number, 0.5);
    }

    // What is best before it is refined counts as well: here everything that a refinement comes to is taken.
    [Fact]
    public void Search_whose_best_point_is_taken_finds_the_next_best()
    {
        var space = new SearchSpace([new IntegerParameter("n", 0, 3)]);
        var ledger = new TrialLedger(space, new OptimizerOptions { Name = OptimizerNames.Bayesian });
        ledger.Add(space.Cube.Decode([space.Cube.Axes[0].Level(2)]));
        ledger.Add(space.Cube.Decode([space.Cube.Axes[0].Level(1)]));

        var found = new AcquisitionSearch(ledger, new Slope(), [0], [1], new RandomStream(5)).Run([[0.5]], default)!.Value;

        Assert.Equal(3, space.Cube.Decode(found.Point)["n"].Number);
    }

    private static (double[] Point, double Worth) Search(Peak peak, int pending)
    {
        var ledger = new TrialLedger(Space, new OptimizerOptions { Name = OptimizerNames.Bayesian });
        for (var i = 0; i < pending; i++)
        {
            ledger.Add(Space.Cube.Decode([0.1 * i, 0.5, Space.Cube.Axes[2].Level(i)]));
        }

        var search = new AcquisitionSearch(ledger, peak, [0, 0, 0], [1, 1, 1], new RandomStream(5));
        return search.Run([[0.2, 0.7, 0.4], [0.9, 0.1, 0.6]], default)!.Value;
    }

    // One smooth peak at x = 0.3, y = 0.8, n = 13.
    private sealed class Peak(bool obeysFloor) : IAcquisition
    {
        private readonly double[] _center = [0.3, 0.8, Space.Cube.Axes[2].Level(13)];

        public void EvaluateAll(ReadOnlySpan<double> points, Span<double> worths, double floor)
        {
            for (var i = 0; i < worths.Length; i++)
            {
                var worth = Evaluate(points.Slice(3 * i, 3), new double[3]);
                worths[i] = obeysFloor && worth <= floor ? double.NegativeInfinity : worth;
            }
        }

        public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var worth = 0.0;
            for (var k = 0; k < x.Length; k++)
            {
                worth -= (x[k] - _center[k]) * (x[k] - _center[k]);
                gradient[k] = -20 * (x[k] - _center[k]);
            }

            return 10 * worth;
        }
    }

    // The worth falls from n = 2 on, and more steeply to the left.
    private sealed class Slope : IAcquisition
    {
        public void EvaluateAll(ReadOnlySpan<double> points, Span<double> worths, double floor)
        {
            for (var i = 0; i < worths.Length; i++)
            {
                var worth = points[i] > 0.5 ? -points[i] : points[i] - 2;
                worths[i] = worth <= floor ? double.NegativeInfinity : worth;
            }
        }

        public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient.Clear();
            return x[0] > 0.5 ? -x[0] : x[0] - 2;
        }
    }
}
