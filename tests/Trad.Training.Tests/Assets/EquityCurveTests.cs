using CsCheck;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Training.Assets;

namespace Trad.Training.Tests.Assets;

public sealed class EquityCurveTests
{
    private const double Initial = 500;

    private static readonly Gen<(double[] InSample, double[] HoldOut)> Equities =
        Gen.Select(Gen.Double[1, 1_000].Array[1, 300], Gen.Double[1, 1_000].Array[0, 100]);

    private static readonly Gen<IReadOnlyList<EquityPoint>> Curves = Equities.Select(Curve);

    [Fact]
    public void Drawdown_is_the_fall_from_the_highest_equity_of_its_part_or_of_the_chained_whole() => Curves.Sample(points =>
    {
        foreach (var part in new[] { points.Where(point => point.InSample).ToList(), [.. points.Where(point => !point.InSample)] })
        {
            for (var i = 0; i < part.Count; i++)
            {
                var peak = part.Take(i + 1).Max(point => point.Equity);
                Assert.Equal(1 - (part[i].Equity / Math.Max(peak, Initial)), part[i].Drawdown, 1e-12);
            }
        }

        for (var i = 0; i < points.Count; i++)
        {
            var peak = points.Take(i + 1).Max(point => point.ChainedEquity);
            Assert.Equal(1 - (points[i].ChainedEquity / Math.Max(peak, Initial)), points[i].ChainedDrawdown, 1e-12);
        }
    });

    [Fact]
    public void Hold_out_begins_anew_and_its_chained_equity_goes_on_where_the_part_before_ends() => Equities.Sample(equities =>
    {
        var points = Curve(equities);

        var holdOut = points.Skip(equities.InSample.Length).ToList();
        Assert.Equal([.. equities.InSample, .. equities.HoldOut], points.Select(point => point.Equity));
        Assert.Equal(equities.InSample, points.Take(equities.InSample.Length).Select(point => point.ChainedEquity));
        Assert.All(holdOut, point => Assert.False(point.InSample));
        Assert.All(
            holdOut, point => Assert.Equal(point.Equity / Initial, point.ChainedEquity / equities.InSample[^1], 1e-9 * point.Equity));
    });

    [Fact]
    public void Nothing_is_chained_to_an_account_that_was_lost()
    {
        var points = Curve(([100, -5], [400, 800]));

        Assert.Equal([100, -5, -5, -5], points.Select(point => point.ChainedEquity));
        Assert.Equal([100, -5, 400, 800], points.Select(point => point.Equity));
    }

    [Fact]
    public void Thinned_curve_keeps_order_ends_and_extremes_and_is_short_enough() =>
        Gen.Select(Curves, Gen.Int[4, 100]).Sample((points, most) =>
    {
        var thin = EquityCurve.Thin(points, most);

        Assert.InRange(thin.Count, Math.Min(points.Count, 2), most);
        Assert.Equal(points[0], thin[0]);
        Assert.Equal(points[^1], thin[^1]);
        Assert.Equal(points.Max(point => point.ChainedEquity), thin.Max(point => point.ChainedEquity));
        Assert.Equal(points.Min(point => point.ChainedEquity), thin.Min(point => point.ChainedEquity));
        Assert.Equal(thin.Select(point => point.Time).Distinct().Order(), thin.Select(point => point.Time));
        Assert.Subset(points.ToHashSet(), thin.ToHashSet());
    });

    [Fact]
    public void Thinning_a_short_curve_changes_nothing()
    {
        var points = Curve(([1, 2, 3], []));

        Assert.Same(points, EquityCurve.Thin(points, 4));
    }

    private static IReadOnlyList<EquityPoint> Curve((double[] InSample, double[] HoldOut) equities) => EquityCurve.Combine(
        Account(equities.InSample, first: 0),
        equities.HoldOut.Length == 0 ? null : Account(equities.HoldOut, first: equities.InSample.Length));

    private static JointAccount Account(double[] equity, int first) => new(
        new BacktestMetrics
        {
            FinalEquity = equity[^1],
            TotalReturn = 0,
            MaximumDrawdown = 0,
            LongestDrawdownCandles = 0,
            Trades = 0,
            SkippedEntries = 0,
            Exposure = 0,
            FeesPaid = 0,
            BuyAndHoldReturn = 0,
            Candles = equity.Length,
        },
        [.. Enumerable.Range(first, equity.Length).Select(i => i * 300_000L)],
        equity,
        new bool[equity.Length],
        Initial);
}
