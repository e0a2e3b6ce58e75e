using CsCheck;
using Trad.Training.Assets;

namespace Trad.Training.Tests.Assets;

public sealed class EquityCurveTests
{
    private static readonly Gen<IReadOnlyList<EquityPoint>> Curves = Gen.Double[1, 1_000].Array[1, 400].Select(equity =>
        EquityCurve.Of([.. Enumerable.Range(0, equity.Length).Select(i => i * 300_000L)], equity, DateTimeOffset.FromUnixTimeMilliseconds(equity.Length * 200_000L)));

    [Fact]
    public void Drawdown_is_the_fall_from_the_highest_equity_before() => Curves.Sample(points =>
    {
        for (var i = 0; i < points.Count; i++)
        {
            var peak = points.Take(i + 1).Max(point => point.Equity);
            Assert.Equal(1 - (points[i].Equity / peak), points[i].Drawdown, 1e-12);
        }
    });

    [Fact]
    public void Points_are_in_sample_up_to_the_close_at_which_the_hold_out_begins()
    {
        var points = EquityCurve.Of([300_000, 600_000, 900_000], [1, 2, 3], DateTimeOffset.FromUnixTimeMilliseconds(600_000));

        Assert.Equal([true, true, false], points.Select(point => point.InSample));
    }

    [Fact]
    public void Thinned_curve_keeps_order_ends_and_extremes_and_is_short_enough() => Gen.Select(Curves, Gen.Int[4, 100]).Sample((points, most) =>
    {
        var thin = EquityCurve.Thin(points, most);

        Assert.InRange(thin.Count, Math.Min(points.Count, 2), most);
        Assert.Equal(points[0], thin[0]);
        Assert.Equal(points[^1], thin[^1]);
        Assert.Equal(points.Max(point => point.Equity), thin.Max(point => point.Equity));
        Assert.Equal(points.Min(point => point.Equity), thin.Min(point => point.Equity));
        Assert.Equal(thin.Select(point => point.Time).Distinct().Order(), thin.Select(point => point.Time));
        Assert.Subset(points.ToHashSet(), thin.ToHashSet());
    });

    [Fact]
    public void Thinning_a_short_curve_changes_nothing()
    {
        var points = EquityCurve.Of([1, 2, 3], [1, 2, 3], null);

        Assert.Same(points, EquityCurve.Thin(points, 4));
    }
}
