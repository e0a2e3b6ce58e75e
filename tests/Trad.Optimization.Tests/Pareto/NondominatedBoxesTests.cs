using CsCheck;
using Trad.Optimization.Pareto;

namespace Trad.Optimization.Tests.Pareto;

public sealed class NondominatedBoxesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Decompose_covers_each_point_that_nothing_dominates_exactly_once(int objectives) =>
        Gen.Select(Gen.Int[0, 5].Array[objectives].Array[0, 10], Gen.Int[0, 6].Array[objectives]).Sample((front, cell) =>
        {
            double[] probe = [.. cell.Select(value => value + 0.5)];
            var boxes = NondominatedBoxes.Decompose([.. front.Select(point => (double[])[.. point])], new double[objectives]);

            var covering = boxes.Count(box => Enumerable.Range(0, objectives).All(j => box.Low[j] < probe[j] && probe[j] < box.High[j]));
            var isDominated = front.Any(point => point.Zip(probe).All(pair => pair.First > pair.Second));

            return covering == (isDominated ? 0 : 1);
        });
}
