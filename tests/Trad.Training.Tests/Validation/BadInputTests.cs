using System.Text.Json;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing.Markets;
using Trad.Training.Requests;
using Trad.Training.Tests.Validation.LookAhead;
using Trad.Training.Tests.Validation.Simulated;
using Trad.Training.Validation;
using Trad.Training.Validation.LookAhead;

namespace Trad.Training.Tests.Validation;

/// <summary>What a validation is not made for has a stated outcome: never a division by zero, NaN or a silent pass.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Too_short_a_range_is_never_robust_and_says_how_long_it_would_have_to_be()
    {
        var validation = await ValidateAsync(new TrainingRequest { Trials = 12 }, Trend(35), days: 12);

        Assert.Null(validation.WalkForward);
        Assert.Contains(
            validation.Judgement!.Findings,
            finding => finding is { Check: "walk-forward", Outcome: FindingOutcome.Unknown } && finding.Text.Contains(
                "too short", StringComparison.Ordinal));
        Assert.True(
            validation.Judgement.Verdict is Verdict.Insufficient or Verdict.NoEdge or Verdict.Overfit, validation.Judgement.Summary);
    }

    [Fact]
    public async Task Windows_in_which_nothing_trades_stay_out_of_the_market_and_make_the_result_insufficient()
    {
        // The market stands still after its first third: whatever was learnt there cannot trade behind it.
        var moving = Trend(120);
        var candles = CandleColumns.Allocate(moving.Count);
        for (var i = 0; i < moving.Count; i++)
        {
            var stands = moving[Math.Min(i, moving.Count / 4)].Close;
            candles.Set(i, i <= moving.Count / 4 ? moving[i] : new Candle(moving.OpenTime[i], stands, stands, stands, stands, 1));
        }

        var validation = await ValidateAsync(new TrainingRequest { Trials = 12 }, new CandleSeries(Interval.OneHour, candles));

        Assert.NotEqual(Verdict.Robust, validation.Judgement!.Verdict);
        Assert.NotEqual(Verdict.Fragile, validation.Judgement.Verdict);
        Assert.Contains(validation.WalkForward!.Anchored!.Windows, window => window.OutOfSample is null or { Trades: <= 1 });
    }

    [Fact]
    public async Task Identical_trials_are_one_configuration()
    {
        // Choices that all mean the same: the averages are longer than any trade.
        var validation = await ValidateAsync(
            new TrainingRequest
            {
                Trials = 12,
                MinimumTrades = 0,
                Strategy = "moving-average-crossover",
                Parameters = new Dictionary<string, ParameterOverride>
                {
                    ["fast_period"] = new() { Value = 10 },
                    ["slow_period"] = new() { Value = 50 },
                },
            },
            Trend(120));

        Assert.Null(validation.Overfitting!.ProbabilityOfOverfitting);
        Assert.Equal(1, validation.Overfitting.EffectiveTrials);
        Assert.Contains(
            validation.Judgement!.Findings, finding => finding is { Check: "probability-of-overfitting", Outcome: FindingOutcome.Unknown });
        Assert.Contains(validation.Judgement.Findings, finding => finding is { Check: "neighbourhood", Outcome: FindingOutcome.Unknown });
    }

    [Fact]
    public async Task One_trial_only_is_judged_without_a_search()
    {
        var validation = await ValidateAsync(new TrainingRequest { Trials = 1 }, Trend(400));

        Assert.Null(validation.CrossValidation);
        Assert.Null(validation.Overfitting!.ProbabilityOfOverfitting);
        Assert.Contains(
            validation.Judgement!.Findings, finding => finding.Text.Contains("nothing to choose from", StringComparison.Ordinal));
        Assert.Equal(0, validation.Selection!.Trial);
    }

    [Fact]
    public async Task A_constant_equity_is_insufficient_and_has_no_statistic()
    {
        // Without a minimum of trades a search may find that never trading is best.
        var flat = CandleColumns.Allocate(200 * 24);
        var random = new Random(1);
        for (var i = 0; i < 200 * 24; i++)
        {
            var price = i < 100 ? 100 + random.NextDouble() : 100;
            flat.Set(
                i, new Candle(DateTimeOffset.UnixEpoch.AddDays(1_000).AddHours(i).ToUnixTimeMilliseconds(), price, price, price, price, 1));
        }

        var search = await SimulatedJob.SearchAsync(
            new TrainingRequest
            {
                Strategy = "moving-average-crossover",
                Trials = 6,
                MinimumTrades = 0,
                Objective = "total-return",
                Seed = 1,
            },
            new CandleSeries(Interval.OneHour, flat));
        var validation = search.Validate()!;

        AssertIsFinite(validation);
        Assert.Equal(Verdict.Insufficient, validation.Judgement!.Verdict);
        Assert.Contains("never traded in sample", validation.Judgement.Summary, StringComparison.Ordinal);
        Assert.Null(validation.Overfitting!.DeflatedSharpe);
    }

    [Fact]
    public async Task Symbols_with_different_ranges_are_joined_where_each_has_candles()
    {
        var whole = Trend(300);
        var search = await SimulatedJob.SearchAsync(
            new TrainingRequest
            {
                Strategy = "moving-average-crossover",
                Symbols = ["AUSDT", "BUSDT"],
                Trials = 12,
                Seed = 1,
                From = whole.Range.StartTime.AddDays(20),
            },
            whole,
            SimulatedMarket.Make(Edge.Trend, 300, seed: 12, strength: 8).TakeLast(120 * 24));
        var validation = search.Validate()!;

        AssertIsFinite(validation);
        Assert.Equal(8, validation.WalkForward!.Anchored!.Windows.Count);
        Assert.NotNull(validation.Unseen);
    }

    [Fact]
    public async Task A_first_symbol_that_stands_still_does_not_keep_the_strategy_from_being_checked()
    {
        var moving = Trend(120);
        var still = CandleColumns.Allocate(moving.Count);
        for (var i = 0; i < moving.Count; i++)
        {
            still.Set(i, new Candle(moving.OpenTime[i], 100, 100, 100, 100, 1));
        }

        var search = await SimulatedJob.SearchAsync(
            new TrainingRequest
            {
                Strategy = "moving-average-crossover",
                Symbols = ["STILL", "MOVING"],
                Trials = 4,
                Seed = 1,
                From = moving.Range.StartTime.AddDays(20),
            },
            new CandleSeries(Interval.OneHour, still),
            moving);
        var peeking = new PeekingStrategy(_ => true);

        var report = StrategyCheck.OfFirstThatSignals(
            search.Data,
            candles => StrategyCheck.Run(peeking, [StrategyParameters.Defaults(peeking)], candles, TestContext.Current.CancellationToken));

        Assert.Contains("'next close 1' looks ahead", report.LookAhead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hold_out_alone_is_enough_for_a_verdict_when_nothing_else_is_asked_for()
    {
        var validation = await ValidateAsync(
            new TrainingRequest { Trials = 12, Validation = new ValidationRequest { Scope = ValidationScope.HoldOut } }, Trend(400));

        Assert.Null(validation.WalkForward);
        Assert.Contains(validation.Judgement!.Findings, finding => finding.Text.Contains("hold-out alone", StringComparison.Ordinal));
        Assert.InRange(validation.Unseen!.Days, 75, 81);
    }

    private static CandleSeries Trend(int days) => SimulatedMarket.Make(Edge.Trend, days, seed: 11, strength: 8);

    private static async Task<AssetValidation> ValidateAsync(TrainingRequest request, CandleSeries candles, double? days = null)
    {
        var search = await SimulatedJob.SearchAsync(
            request with
            {
                Strategy = request.Strategy ?? "moving-average-crossover",
                MinimumTrades = request.MinimumTrades ?? 1,
                Seed = 1,
                LookbackDays = days,
            },
            candles);
        var validation = search.Validate()!;
        AssertIsFinite(validation);
        return validation;
    }

    // The product's JSON refuses numbers that are none; the default one would too.
    private static void AssertIsFinite(AssetValidation validation)
    {
        var text = JsonSerializer.Serialize(validation);
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize<AssetValidation>(text)));
        Assert.NotEmpty(validation.Judgement!.Summary);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
    }
}
