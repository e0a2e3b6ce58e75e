using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Tests.Hosting;
using Trad.Testing.Markets;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Validation;

namespace Trad.Functions.Tests.Training;

/// <summary>
/// Jobs over HTTP on what a validation is not made for: each ends with a stated outcome in the job, the asset and its report, never with
/// a division by zero, NaN or a silent pass.
/// </summary>
public sealed class BadInputTests(AppHost app) : IClassFixture<AppHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Too_short_a_range_is_insufficient_and_says_how_long_it_would_have_to_be()
    {
        var (job, asset) = await TrainAsync("SHORT", Request("SHORT", 8) with { LookbackDays = 12 }, Trend(30));

        Assert.Null(asset.Validation.WalkForward);
        Assert.Contains(
            asset.Validation.Judgement!.Findings,
            finding => finding is { Check: "walk-forward", Outcome: FindingOutcome.Unknown }
                && finding.Text.Contains("too short to be walked through", StringComparison.Ordinal));
        AssertIsInsufficient(job, "days were unseen by every choice");
    }

    [Fact]
    public async Task Windows_without_a_trade_are_insufficient()
    {
        // The market stands still behind its first third: whatever was learnt there cannot trade.
        var moving = Trend(120);
        var moves = moving.Count / 3;
        var (job, asset) = await TrainAsync("STILL", Request("STILL", 8), Standing(moving, moves));

        Assert.Contains(
            asset.Validation.WalkForward!.Anchored!.Windows, window => window.OutOfSample is null or { Trades: 0, TotalReturn: 0 });
        AssertIsInsufficient(job, "that no choice saw there are only");
    }

    [Fact]
    public async Task Identical_trials_are_one_trial_and_what_needs_several_is_not_defined()
    {
        var request = Request("ALIKE", 12) with
        {
            Parameters = new Dictionary<string, ParameterOverride>
            {
                ["fast_period"] = new() { Low = 10, High = 11 },
                ["slow_period"] = new() { Value = 50 },
            },
            Optimizer = "random",
        };
        var (job, asset) = await TrainAsync("ALIKE", request, Trend(150));

        // Two configurations at most, whichever trials had them.
        Assert.True(asset.Validation.Overfitting!.EffectiveTrials <= 2.5);
        Assert.Null(asset.Validation.Overfitting.ProbabilityOfOverfitting);
        Assert.Contains(
            asset.Validation.Judgement!.Findings,
            finding => finding is { Check: "probability-of-overfitting", Outcome: FindingOutcome.Unknown }
                && finding.Text.Contains("configurations with different returns and it takes 10", StringComparison.Ordinal));
        AssertIsNotRobust(job);
    }

    [Fact]
    public async Task One_trial_only_is_judged_and_says_that_there_was_nothing_to_choose_from()
    {
        var (job, asset) = await TrainAsync("SINGLE", Request("SINGLE", 1), Trend(120));

        Assert.Null(asset.Validation.CrossValidation);
        Assert.Null(asset.Validation.Overfitting!.ProbabilityOfOverfitting);
        Assert.Contains(
            asset.Validation.Judgement!.Findings, finding => finding.Text.Contains("nothing to choose from", StringComparison.Ordinal));
        AssertIsNotRobust(job);
    }

    [Fact]
    public async Task A_constant_equity_is_insufficient_since_it_never_traded()
    {
        // Signals before the range, so that the strategy can be checked, and not one in it.
        var request = Request("FLAT", 4) with { MinimumTrades = 0, Objective = "total-return", LookbackDays = 90 };
        var (job, asset) = await TrainAsync("FLAT", request, Standing(Trend(120), 20 * 24));

        Assert.Equal(0, asset.InSample.Trades);
        Assert.Null(asset.Validation.Overfitting?.DeflatedSharpe);
        AssertIsInsufficient(job, "never traded in sample");
    }

    [Fact]
    public async Task Nothing_feasible_is_insufficient_with_the_counts_and_publishes_nothing()
    {
        var job = await RunAsync("NEVER", Request("NEVER", 4) with { MinimumTrades = 5_000 }, Trend(60));

        Assert.Equal(JobState.Completed, job.State);
        Assert.Null(job.AssetId);
        AssertIsInsufficient(job, "4");
    }

    [Fact]
    public async Task Symbols_with_different_ranges_are_judged_together_where_each_has_candles()
    {
        var whole = Trend(150);
        await StoreAsync("EARLY", whole);
        var (job, asset) = await TrainAsync(
            "LATE",
            Request("LATE", 8) with
            {
                Symbol = null,
                Symbols = ["EARLY", "LATE"],
                From = whole.Range.StartTime.AddDays(10),
                LookbackDays = null,
            },
            SimulatedMarket.Make(Edge.Trend, 150, seed: 12, strength: 8).TakeLast(70 * 24));

        Assert.NotEmpty(asset.Validation.WalkForward!.Anchored!.Windows);
        Assert.NotNull(asset.Validation.Unseen);
        Assert.NotEmpty(job.Verdict!.Summary);
    }

    private static void AssertIsInsufficient(TrainingJob job, string why)
    {
        Assert.Equal(Verdict.Insufficient, job.Verdict!.Verdict);
        Assert.Contains(why, job.Verdict.Summary, StringComparison.Ordinal);
    }

    private static void AssertIsNotRobust(TrainingJob job)
    {
        Assert.NotEqual(Verdict.Robust, job.Verdict!.Verdict);
        Assert.NotEmpty(job.Verdict.Summary);
    }

    private static TrainingRequest Request(string symbol, int trials) => new()
    {
        Strategy = "moving-average-crossover",
        Exchange = "binance",
        Symbol = symbol,
        Interval = "1h",
        LookbackDays = 365,
        Trials = trials,
        Seed = 3,
        Objective = "sharpe",
        MinimumTrades = 1,
        Validation = new ValidationRequest { OtherSymbols = 0 },
    };

    private static CandleSeries Trend(int days) => SimulatedMarket.Make(Edge.Trend, days, seed: 11, strength: 8);

    // The candles of a market until it stands still.
    private static CandleSeries Standing(CandleSeries moving, int moves)
    {
        var candles = CandleColumns.Allocate(moving.Count);
        var last = moving[moves - 1].Close;
        for (var i = 0; i < moving.Count; i++)
        {
            candles.Set(i, i < moves ? moving[i] : new Candle(moving.OpenTime[i], last, last, last, last, 1));
        }

        return new CandleSeries(moving.Interval, candles);
    }

    private Task<CandleMergeResult> StoreAsync(string symbol, CandleSeries candles) => app.Services.GetRequiredService<ICandleStore>()
        .MergeAsync(new Market("binance", symbol, candles.Interval), candles, Cancellation);

    private async Task<TrainingJob> RunAsync(string symbol, TrainingRequest request, CandleSeries candles)
    {
        await StoreAsync(symbol, candles);
        using var accepted = await app.Http.PostAsJsonAsync("api/training/jobs", request, TradJson.Options, Cancellation);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(Cancellation));
        var job = (await accepted.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!;
        while (!job.IsFinished)
        {
            await Task.Delay(20, Cancellation);
            job = (await app.Http.GetFromJsonAsync<TrainingJob>($"api/training/jobs/{job.Id}", TradJson.Options, Cancellation))!;
        }

        Assert.True(job.State == JobState.Completed, $"{job.State}: {job.Error}");
        return job;
    }

    // Whoever reads the asset or its report reads numbers.
    private async Task<(TrainingJob Job, TrainedAsset Asset)> TrainAsync(string symbol, TrainingRequest request, CandleSeries candles)
    {
        var job = await RunAsync(symbol, request, candles);
        Assert.True(job.AssetId is not null, string.Join(' ', job.Endings));
        var report = await app.Http.GetStringAsync($"api/assets/{job.AssetId}/report?format=json", Cancellation);
        var page = await app.Http.GetStringAsync($"api/assets/{job.AssetId}/report?format=html", Cancellation);
        foreach (var wrong in (string[])["NaN", "Infinity", "∞"])
        {
            Assert.DoesNotContain(wrong, report, StringComparison.Ordinal);
            Assert.DoesNotContain(wrong, page, StringComparison.Ordinal);
        }

        var asset = (await app.Http.GetFromJsonAsync<TrainedAsset>($"api/assets/{job.AssetId}", TradJson.Options, Cancellation))!;
        Assert.Equal(asset.Validation.Judgement!.Verdict, job.Verdict!.Verdict);
        return (job, asset);
    }
}
