using Trad.Backtesting.Metrics;
using Trad.Optimization.Spaces;
using Trad.Training.Assets;
using Trad.Training.Assets.Reports;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Validation;

namespace Trad.Training.Tests.Assets;

public sealed class AssetReportPageTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_names_are_text_and_nothing_is_asked_for()
    {
        var page = AssetReportPage.Write(Report("<script>alert(1)</script>", "a \"quoted\" reason & more"), Equity());

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("a &quot;quoted&quot; reason &amp; more", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_has_the_verdict_first_and_the_curves_with_the_hold_out_shaded()
    {
        var page = AssetReportPage.Write(Report("An asset", "the best of 200 trials would reach 1.9 by luck alone"), Equity());

        Assert.True(page.IndexOf("no edge", StringComparison.Ordinal) < page.IndexOf("Equity after costs", StringComparison.Ordinal));
        Assert.Contains("liquidity-sweep on binance BTCUSDT 5m, trial 52 of 200.", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("<svg").Length - 1);
        Assert.Equal(2, page.Split("<rect").Length - 1);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_without_a_judgement_or_a_curve_says_so_and_draws_nothing()
    {
        var page = AssetReportPage.Write(Report("An asset", "") with { Validation = new AssetValidation() }, []);

        Assert.Contains("Nobody judged this asset", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_tells_what_repeated_searches_found_and_what_it_did_on_other_symbols()
    {
        var figures = new PartFigures(41, 0.125, 0.2, 1.25, 0.1, 0.3);
        var report = Report("An asset", "");
        var page = AssetReportPage.Write(
            report with
            {
                Validation = report.Validation with
                {
                    Robustness = new RobustnessEvidence([])
                    {
                        Searches =
                        [
                            new RepeatedSearch(77, 8, report.Parameters, figures, 0.87, null),
                            new RepeatedSearch(78, 8, null, null, null, "None of 8 trials was feasible."),
                        ],
                        OtherSymbols = [new OtherSymbol(
                            "ETHUSDT", figures, "abc", null), new OtherSymbol("<X>", null, null, "They <changed>.")],
                    },
                },
            },
            Equity());

        Assert.Contains(
            "<th scope=\"row\">77</th><td class=\"n\">8</td><td class=\"n\">41</td><td class=\"n\">12.5 %</td>", page,
            StringComparison.Ordinal);
        Assert.Contains("0.87", page, StringComparison.Ordinal);
        Assert.Contains("None of 8 trials was feasible.", page, StringComparison.Ordinal);
        Assert.Contains("ETHUSDT", page, StringComparison.Ordinal);
        Assert.Contains("&lt;X&gt;", page, StringComparison.Ordinal);
        Assert.Contains("They &lt;changed&gt;.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_tells_why_this_trial_was_published_and_what_its_robust_score_is_made_of()
    {
        var report = Report("An asset", "");
        var page = AssetReportPage.Write(
            report with
            {
                Validation = report.Validation with
                {
                    Selection = new SelectionEvidence(SelectionRule.Robust, 6, 3, "Trial 3 has the higher objective, but <luck>.")
                    {
                        Scores =
                        [
                            new RobustScore(6, 1.5, 0.8, 0.9, 0.75, 0.576) { OutOfSample = new OutOfSampleSplits(45, 37, 0.8085) },
                            new RobustScore(3, 2.5, 0.4, 0.5, 0.25, 0.1) { OutOfSample = new OutOfSampleSplits(0, 0, 0.5) },
                            new RobustScore(1, 1.2, 0.3, 0.5, 0.25, 0.1),
                        ],
                    },
                },
            },
            Equity());

        Assert.Contains("Why trial 6?", page, StringComparison.Ordinal);
        Assert.Contains("but &lt;luck&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("0.81 (37 of 45)</td><td class=\"n\">0.58</td>", page, StringComparison.Ordinal);
        Assert.Contains("too few days", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_shows_every_statistic_both_walk_forwards_and_the_checks_with_their_numbers()
    {
        var report = Report("An asset", "");
        var figures = new PartFigures(41, 0.125, 0.2, 1.25, 0.1, 0.3);
        WalkForwardResult Walk(WalkForwardMode mode, double efficiency) => new(
            mode,
            [new WalkForwardWindow(
                new Period(Start, Start.AddDays(4)), new Period(Start.AddDays(4), Start.AddDays(5)), 8, report.Parameters, figures, figures,
                null)],
            figures, efficiency, [Start.AddDays(4), Start.AddDays(5)], [1, 1.125]);
        var page = AssetReportPage.Write(
            report with
            {
                GapProfit = new GapEvidence(new GapProfit(100, 3, 25, 1, 10), null),
                Validation = report.Validation with
                {
                    WalkForward = new WalkForwardEvidence(
                        Walk(WalkForwardMode.Anchored, 0.61), Walk(WalkForwardMode.Rolling, 0.52), 8, 1),
                    Unseen = new UnseenEvidence(61, figures, 0.034, figures, 0.21),
                    CrossValidation = new CrossValidationEvidence(10, 2, 45, 3, [0.5, 1.5], 0.77, 0.5),
                    Overfitting = new OverfittingEvidence
                    {
                        Trials = 150,
                        TrialsOfJob = 200,
                        TrialsBacktested = 200,
                        Days = 365,
                        Sharpe = 1.71,
                        ProbabilisticSharpe = 0.953,
                        EffectiveTrials = 37.25,
                        ExpectedMaximumSharpe = 1.93,
                        DeflatedSharpe = 0.414,
                        SharpeDeviation = 2.22,
                        DeflatedSharpeByDeviation = 0.017,
                        MinimumTrackRecordDays = 411.5,
                        ProbabilityOfOverfitting = 0.623,
                        ProbabilityOfLoss = 0.318,
                        DegradationSlope = -0.44,
                        RealityCheckAgainstNothing = 0.181,
                        RealityCheckAgainstHolding = 0.292,
                        SuperiorAbilityAgainstNothing = 0.143,
                        SuperiorAbilityAgainstHolding = 0.254,
                        ReturnBounds = new Bounds(-0.075, 0.365),
                        SharpeBounds = new Bounds(-0.31, 3.62),
                        DrawdownBounds = new Bounds(0.041, 0.222),
                        RandomEntries = 0.066,
                    },
                    Robustness = new RobustnessEvidence(
                        [new Finding("doubled-costs", FindingOutcome.Failed, "With <twice> the costs it loses.", -0.46, 0)]),
                },
            },
            Equity());

        string[] expected =
        [
            "1.71", "95.3 %", "37.25", "a sample of 150 of 200 trials", "1.93", "41.4 %", "2.22", "1.7 %", "412 days", "62.3 %", "31.8 %",
            "-0.44", "0.181; 0.292", "0.143; 0.254", "-7.5 % and 36.5 %", "-0.31 and 3.62", "4.1 % and 22.2 %", "0.066", "61, 41", "3.4 %",
            "21.0 %", "0.77", "50.0 %", "Walk-forward windows, anchored", "Walk-forward windows, rolling", "0.61", "0.52",
            "Stitched equity of the rolling walk-forward", "25.0 % of the net profit", "With &lt;twice&gt; the costs it loses.", "-0.46",
        ];
        Assert.All(expected, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.Equal(4, page.Split("<svg").Length - 1);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    private static IReadOnlyList<EquityPoint> Equity() =>
        [.. Enumerable.Range(0, 10).Select(i => new EquityPoint(Start.AddDays(i), 10_000 + i, 0, i < 8, 10_000 + i, 0, true))];

    private static AssetReport Report(string name, string reason) => new(
        "0123",
        name,
        "liquidity-sweep",
        new AssetMarket("binance", ["BTCUSDT"], "5m"),
        new ParameterSet([new("depth", 0.5)]),
        AssetStage.Rejected,
        52,
        200,
        7,
        "abc",
        new DataSplit(new Period(Start, Start.AddDays(8)), new Period(Start.AddDays(8), Start.AddDays(10))),
        Metrics(),
        Metrics(),
        new BuyAndHold(0.1, 0.05),
        new AssetValidation
        {
            Judgement = new Judgement(Verdict.NoEdge, [new Finding("deflated-sharpe", FindingOutcome.Failed, reason)])
            {
                Summary = "Nothing was earned.",
            },
        },
        []);

    private static BacktestMetrics Metrics() => new()
    {
        FinalEquity = 10_000,
        TotalReturn = 0,
        MaximumDrawdown = 0.1,
        LongestDrawdownCandles = 3,
        Trades = 20,
        SkippedEntries = 0,
        Exposure = 0.2,
        FeesPaid = 5,
        BuyAndHoldReturn = 0.1,
        Candles = 100,
    };
}
