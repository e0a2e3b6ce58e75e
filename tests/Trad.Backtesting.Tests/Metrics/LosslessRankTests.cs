using CsCheck;
using Trad.Backtesting.Metrics;

namespace Trad.Backtesting.Tests.Metrics;

public sealed class LosslessRankTests
{
    public static TheoryData<string> Ratios => ["profit-factor", "payoff-ratio", "sortino", "omega", "calmar", "sqn"];

    public static TheoryData<string> Names => [.. MetricCatalog.All.Select(metric => metric.Name)];

    // Twelve winners, no loser, never below a peak: every ratio to the losses is undefined.
    private static BacktestMetrics Flawless { get; } = new()
    {
        FinalEquity = 13_000,
        TotalReturn = 0.3,
        AnnualisedReturn = 2,
        Volatility = 0.1,
        Sharpe = 9,
        MaximumDrawdown = 0,
        LongestDrawdownCandles = 0,
        Trades = 12,
        SkippedEntries = 0,
        WinRate = 1,
        Expectancy = 250,
        Exposure = 0.5,
        FeesPaid = 0,
        BuyAndHoldReturn = 0,
        Candles = 1000,
        Days = 365,
    };

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Score_of_a_backtest_without_a_loss_is_above_any_with_one_grows_with_its_return_and_is_bounded(string name)
    {
        var metric = Metric(name);
        var largest = 3 * metric.Lossless!.Knee;

        Assert.Null(metric.Read(Flawless));
        Assert.True(metric.IsLossless(Flawless));
        Gen.Select(Gen.Double[1e-9, 1e12], Gen.Double[1e-6, 1e6], Gen.Double[1e-6, 1e6]).Sample((ratio, one, other) =>
        {
            var (low, high) = (Score(Math.Min(one, other)), Score(Math.Max(one, other)));

            Assert.True(With(metric, ratio) < low && low <= high && high <= largest);
            Assert.True(other < 1.001 * one || Score(one) < Score(other));
        });

        double Score(double totalReturn) => metric.Score(Flawless with { TotalReturn = totalReturn })!.Value;
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Score_of_a_ratio_is_the_ratio_itself_up_to_the_knee_and_keeps_the_order_above_it(string name)
    {
        var metric = Metric(name);
        var knee = metric.Lossless!.Knee;

        Assert.Equal(-3, With(metric, -3));
        Assert.Equal(knee, With(metric, knee));
        Gen.Double[knee, 1e4 * knee].Sample(ratio => Assert.True(With(metric, ratio) < With(metric, 1.01 * ratio)));
        Assert.Equal(knee * 1.000001, With(metric, knee * 1.000001), knee * 1e-10);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Metric_that_is_not_defined_has_a_rank_or_a_reason(string name)
    {
        var metric = Metric(name);
        var nothing = Flawless with
        {
            Trades = 0,
            TotalReturn = 0,
            FinalEquity = 10_000,
            AnnualisedReturn = 0,
            Volatility = null,
            Sharpe = null,
            WinRate = null,
            Expectancy = null,
        };
        var ruined = Flawless with
        {
            FinalEquity = 0,
            TotalReturn = -1,
            AnnualisedReturn = null,
            Volatility = null,
            Sharpe = null,
            WinRate = 0,
            Expectancy = null,
            MaximumDrawdown = 1,
        };
        var unmoved = nothing with { Trades = 3, WinRate = 0, Expectancy = 0 };

        foreach (var metrics in new[] { Flawless, nothing, ruined, unmoved })
        {
            Assert.Equal(metric.Read(metrics) is null, metric.WhyUndefined(metrics) is { Length: > 0 });
            Assert.True(metric.Read(metrics) is null || metric.Score(metrics) is not null);
            Assert.True(!ReferenceEquals(metrics, Flawless) && metric.Lossless is not null ? !metric.IsLossless(metrics) : true);
        }
    }

    [Fact]
    public void Reasons_say_what_is_missing()
    {
        Assert.Equal("there are no trades", Metric("profit-factor").WhyUndefined(Flawless with { Trades = 0, WinRate = null }));
        Assert.Equal("no trade won and none lost", Metric("payoff-ratio").WhyUndefined(Flawless with { WinRate = 0 }));
        Assert.Equal("one trade has no variation", Metric("sqn").WhyUndefined(Flawless with { Trades = 1 }));
        Assert.Equal(
            "the equity was lost", Metric("annualised-return").WhyUndefined(Flawless with { FinalEquity = 0, AnnualisedReturn = null }));
        Assert.Equal("the returns do not vary", Metric("sharpe").WhyUndefined(Flawless with { Sharpe = null }));
        Assert.Contains(
            "90", Metric("calmar").WhyUndefined(Flawless with { AnnualisedReturn = null, Days = 10 }), StringComparison.Ordinal);
        Assert.Equal("the annualised return is not defined", Metric("calmar").WhyUndefined(Flawless with { AnnualisedReturn = null }));
    }

    [Fact]
    public void No_drawdown_counts_as_a_drawdown_of_zero_and_no_winner_as_a_payoff_of_zero()
    {
        Assert.Equal(0, Metric("average-drawdown").Score(Flawless));
        Assert.Equal(0, Metric("average-drawdown-duration").Score(Flawless));
        Assert.Equal(0, Metric("payoff-ratio").Score(Flawless with { WinRate = 0, ProfitFactor = 0 }));
    }

    private static Metric Metric(string name) =>
        MetricCatalog.TryGet(name, out var metric) ? metric : throw new ArgumentException(name, nameof(name));

    private static double With(Metric metric, double ratio) => metric.Score(metric.Name switch
    {
        "profit-factor" => Flawless with { ProfitFactor = ratio },
        "payoff-ratio" => Flawless with { PayoffRatio = ratio },
        "sortino" => Flawless with { Sortino = ratio },
        "omega" => Flawless with { Omega = ratio },
        "calmar" => Flawless with { Calmar = ratio },
        _ => Flawless with { Sqn = ratio },
    })!.Value;
}
