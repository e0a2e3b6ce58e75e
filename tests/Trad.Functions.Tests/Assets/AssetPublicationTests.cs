using Microsoft.Extensions.DependencyInjection;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Functions.Tests.Assets;

public sealed class AssetPublicationTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    [Fact]
    public void Asset_tells_everything_that_is_needed_to_repeat_it()
    {
        var asset = trained.Shared;

        Assert.Equal(asset.Validation.Judgement!.Verdict == Verdict.NoEdge ? AssetStage.Rejected : AssetStage.Discovery, asset.Stage);
        Assert.Equal(["BTCUSDT"], asset.Market.Symbols);
        Assert.Equal(64, asset.DataFingerprint.Length);
        Assert.Equal(1, asset.Seed);
        Assert.Equal(6, asset.Trials);
        Assert.Equal(0.2, asset.Request.HoldOut);
        Assert.Equal(asset.Split.InSample.To, asset.Split.HoldOut!.From);
        Assert.Equal(asset.HoldOut!.Candles, (asset.Split.HoldOut.To - asset.Split.HoldOut.From) / TimeSpan.FromMinutes(5));
        Assert.NotEmpty(asset.CodeVersion);
        Assert.NotEmpty(asset.Validation.Judgement.Findings);
    }

    [Fact]
    public async Task Asset_metrics_in_sample_are_those_of_its_trial()
    {
        var asset = trained.Shared;

        var trials = await trained.TrialsAsync(new TrainingJob
        {
            Id = asset.JobId,
            Number = 1,
            State = JobState.Completed,
            CreatedAt = default,
            QueuedAt = default,
            Request = asset.Request,
            Seed = 1,
            Progress = JobProgress.Waiting(1),
        });

        Assert.Equal(trials[asset.Trial].Metrics, asset.InSample);
        Assert.Equal(trials.Max(trial => trial.Score), trials[asset.Trial].Score);

        // Nothing is stored before the month, so its first candles only warm up: a fifth of the others is held out.
        var usable = (30 * 288) - DataSelection.FromRequest(asset.Request)[0].WarmUp;
        Assert.Equal((usable - (usable / 5), usable / 5), (asset.InSample.Candles, asset.HoldOut!.Candles));
    }

    [Fact]
    public async Task Asset_parameters_backtested_again_give_its_figures_bit_for_bit()
    {
        var asset = trained.Shared;
        var market = new Market(asset.Market.Exchange, "BTCUSDT", Interval.FiveMinutes);
        var candles = await trained.App.Services.GetRequiredService<ICandleStore>()
            .ReadAsync(market, TimeRange.Always, TestContext.Current.CancellationToken);
        var split = candles.IndexAtOrAfter(asset.Split.HoldOut!.From.ToUnixTimeMilliseconds());
        var strategy = RequestedStrategy.Get(asset.Request);
        var parameters = TrialBacktest.Parameters(strategy, asset.Parameters);

        // The oldest stored candle opens where the range begins, so all of the warm-up lies in the range.
        var warmUp = DataSelection.FromRequest(asset.Request)[0].WarmUp;
        var inSample = Backtester.Measure(
            new IndicatorCache(candles.Slice(0, split)), strategy, parameters, TrialBacktest.Options(asset.Request, warmUp));
        var holdOut = Backtester.Measure(new IndicatorCache(candles), strategy, parameters, TrialBacktest.Options(asset.Request, split));

        Assert.Equal(inSample, asset.InSample);
        Assert.Equal(holdOut, asset.HoldOut);
    }

    [Fact]
    public async Task Request_of_an_asset_with_its_parameters_fixed_gives_its_figures_bit_for_bit()
    {
        var asset = trained.Shared;

        var again = await trained.TrainAsync(asset.Request with
        {
            Trials = 1,
            Parameters = asset.Parameters.ToDictionary(value => value.Key, value => new ParameterOverride { Value = value.Value.Number }),
        });

        Assert.Equal(asset.InSample, again.InSample);
        Assert.Equal(asset.HoldOut, again.HoldOut);
        Assert.Equal(asset.Parameters, again.Parameters);
    }

    [Fact]
    public async Task Hold_out_changed_leaves_every_trial_as_it_was()
    {
        var before = await trained.TrialsAsync(await trained.RunAsync(TrainedAssets.Request(seed: 9) with { Symbol = "ETHUSDT" }));
        var beforeAsset = await trained.TrainAsync(TrainedAssets.Request(seed: 9) with { Symbol = "ETHUSDT" });

        var candles = TrainedAssets.Candles("ETHUSDT");
        var changed = CandleColumns.Allocate(candles.Count);
        var split = beforeAsset.Split.HoldOut!.From.ToUnixTimeMilliseconds();
        for (var i = 0; i < candles.Count; i++)
        {
            var candle = candles[i];
            changed.Set(i, candle.OpenTime < split
                ? candle
                : candle with { Open = candle.Open * 2, High = candle.High * 2.5, Low = candle.Low * 1.5, Close = candle.Close * 2.2 });
        }

        await trained.StoreAsync("ETHUSDT", new CandleSeries(Interval.FiveMinutes, changed));
        var after = await trained.TrialsAsync(await trained.RunAsync(TrainedAssets.Request(seed: 9) with { Symbol = "ETHUSDT" }));
        var afterAsset = await trained.TrainAsync(TrainedAssets.Request(seed: 9) with { Symbol = "ETHUSDT" });

        Assert.Equal(before, after);
        Assert.Equal(beforeAsset.InSample, afterAsset.InSample);
        Assert.NotEqual(beforeAsset.HoldOut, afterAsset.HoldOut);
        Assert.NotEqual(beforeAsset.DataFingerprint, afterAsset.DataFingerprint);
    }

    [Fact]
    public async Task Hold_out_with_few_trades_or_without_any_is_warned_about()
    {
        var none = await trained.TrainAsync(TrainedAssets.Request(seed: 2) with { HoldOut = 0 });
        var few = await trained.TrainAsync(TrainedAssets.Request(seed: 2) with { HoldOut = 0.01 });

        Assert.Null(none.HoldOut);
        Assert.Null(none.Split.HoldOut);
        Assert.Contains(none.Warnings, warning => warning.Contains("Nothing was held out", StringComparison.Ordinal));
        Assert.Contains(few.Warnings, warning => warning.Contains("fewer than 10 say little", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hold_out_used_again_is_counted_and_warned_about()
    {
        var again = await trained.TrainAsync(TrainedAssets.Request(seed: 3));

        Assert.True(again.HoldOutReuse >= 1);
        Assert.Contains(again.Warnings, warning => warning.Contains("overlaps this one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Training_without_a_feasible_trial_publishes_nothing()
    {
        var job = await trained.RunAsync(TrainedAssets.Request(seed: 4) with { MinimumTrades = 100_000 });

        Assert.Equal(JobState.Completed, job.State);
        Assert.Null(job.AssetId);
    }
}
