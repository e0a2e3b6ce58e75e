using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Functions.Assets;
using Trad.Functions.Training;
using Trad.MarketData.Simulation;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Functions.Tests.Assets;

public sealed class RevalidationTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset TrainedUntil => SimulatedExchangeOptions.DefaultNow;

    [Fact]
    public async Task Revalidation_measures_everything_newer_than_the_training_and_tells_the_decay()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 41));
        var newer = new GeneratedMarket(42)
            .Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(TrainedUntil, TrainedUntil.AddDays(10)));
        await trained.StoreAsync("BTCUSDT", newer);

        using var accepted = await trained.App.Http.PostAsync($"api/assets/{asset.Id}/revalidate", null, Cancellation);
        var revalidation = await WaitAsync(asset.Id);

        // The reference: the same parameters over all candles, trading from the end of the training on.
        var all = new GeneratedMarket(42)
            .Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(TrainedUntil.AddDays(-30), TrainedUntil.AddDays(10)));
        var strategy = RequestedStrategy.Get(asset.Request);
        var warmUp = DataSelection.FromRequest(asset.Request)[0].WarmUp;
        var from = all.IndexAtOrAfter(TrainedUntil.ToUnixTimeMilliseconds());
        var expected = Backtester.Measure(
            new IndicatorCache(all.Slice(from - warmUp, all.Count - from + warmUp)),
            strategy,
            TrialBacktest.Parameters(strategy, asset.Parameters),
            TrialBacktest.Options(asset.Request, warmUp));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal($"/api/assets/{asset.Id}", accepted.Headers.Location!.ToString());
        Assert.Equal(RevalidationState.Completed, revalidation.State);
        Assert.Equal(asset.Split.HoldOut!.To, revalidation.From);
        Assert.Equal(10 * 288, revalidation.Candles);
        Assert.Equal(expected, revalidation.Metrics);
        Assert.Equal(asset.InSample.Sharpe, revalidation.InSampleScore);
        Assert.Equal((asset.InSample.Sharpe - expected.Sharpe) / Math.Abs(asset.InSample.Sharpe!.Value), revalidation.Decay);
    }

    [Fact]
    public async Task Revalidation_of_the_hold_outs_range_gives_the_hold_outs_figures_and_no_overlap()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 42));

        await PostAsync(asset.Id, new RevalidationRequest(asset.Split.HoldOut!.From, asset.Split.HoldOut.To));
        var onHoldOut = await WaitAsync(asset.Id);
        await PostAsync(asset.Id, new RevalidationRequest(asset.Split.InSample.From.AddDays(2), asset.Split.InSample.To));
        var onTraining = await WaitAsync(asset.Id);

        Assert.Equal(asset.HoldOut!.TotalReturn, onHoldOut.Metrics!.TotalReturn, 1e-9);
        Assert.Equal(asset.HoldOut.Trades, onHoldOut.Metrics.Trades);
        Assert.Equal(asset.GapProfit!.HoldOut!.NetProfit, onHoldOut.GapProfit!.NetProfit, 1e-6);
        Assert.Equal(asset.GapProfit.HoldOut.Trades, onHoldOut.GapProfit.Trades);
        Assert.DoesNotContain(onHoldOut.Warnings, warning => warning.Contains("overlaps", StringComparison.Ordinal));
        Assert.Contains(
            onTraining.Warnings, warning => warning.Contains("overlaps the candles that the trials saw", StringComparison.Ordinal));
        Assert.Equal(2, (await trained.GetAsync(asset.Id)).Revalidations.Count);
    }

    [Theory]
    [InlineData("""{"from":"2025-07-01T00:00:00Z","to":"2025-06-01T00:00:00Z"}""", "from")]
    [InlineData("""{"from":"2999-01-01T00:00:00Z"}""", "from")]
    [InlineData("""{"from":"yesterday"}""", "from")]
    [InlineData("""{"since":"2025-06-01T00:00:00Z"}""", "since")]
    public async Task Revalidation_with_a_wrong_field_is_refused_by_name_and_records_nothing(string body, string field)
    {
        using var response = await trained.App.Http.PostAsync(
            $"api/assets/{trained.Shared.Id}/revalidate", new StringContent(body), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]![field]);
        Assert.Empty((await trained.GetAsync(trained.Shared.Id)).Revalidations);
    }

    [Fact]
    public async Task Revalidation_that_runs_keeps_the_asset_from_being_deleted()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 43, trials: 3));
        var store = trained.App.Services.GetRequiredService<IAssetStore>();
        var running = new Revalidation("x", DateTimeOffset.UtcNow, RevalidationState.Running, default, default);
        await store.UpdateAsync(asset.Id, found => found.Asset with { Revalidations = [running] }, Cancellation);

        using var refused = await trained.App.Http.DeleteAsync($"api/assets/{asset.Id}", Cancellation);
        await store.UpdateAsync(
            asset.Id, found => found.Asset with { Revalidations = [running with { At = running.At.AddHours(-1) }] }, Cancellation);
        using var deleted = await trained.App.Http.DeleteAsync($"api/assets/{asset.Id}", Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task Delete_for_good_removes_the_orchestrations_of_revalidations_also_when_the_asset_was_deleted_before()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 44, trials: 3));
        await PostAsync(asset.Id, new RevalidationRequest(asset.Split.InSample.From, asset.Split.InSample.To));
        var instance = (await WaitAsync(asset.Id)).OrchestrationId;
        var before = await trained.App.Durable.GetInstanceAsync(instance, Cancellation);

        using var deleted = await trained.App.Http.DeleteAsync($"api/assets/{asset.Id}", Cancellation);
        using var removed = await trained.App.Http.DeleteAsync($"api/assets/{asset.Id}?permanent=true", Cancellation);
        using var again = await trained.App.Http.DeleteAsync($"api/assets/{asset.Id}?permanent=true", Cancellation);

        Assert.NotNull(before);
        Assert.Equal(
            [HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            [deleted.StatusCode, removed.StatusCode, again.StatusCode]);
        Assert.Null(await trained.App.Durable.GetInstanceAsync(instance, Cancellation));
    }

    [Fact]
    public async Task Revalidation_recorded_but_never_scheduled_is_carried_out_and_one_that_was_lost_fails()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 45, trials: 3));
        var asked = new Revalidation(
            new string('a', 32), DateTimeOffset.UtcNow, RevalidationState.Running, asset.Split.InSample.From, asset.Split.InSample.To);
        var lost = asked with { Id = new string('b', 32) };
        var instance = lost.OrchestrationId;
        await trained.App.Durable.ScheduleNewOrchestrationInstanceAsync(
            nameof(RevalidationOrchestrator), new RevalidationRun("unknown", lost.Id), new StartOrchestrationOptions(instance),
            Cancellation);
        await trained.App.Durable.WaitForInstanceCompletionAsync(instance, Cancellation);
        await trained.App.Services.GetRequiredService<IAssetStore>()
            .UpdateAsync(asset.Id, found => found.Asset with { Revalidations = [asked, lost] }, Cancellation);

        await trained.App.Services.GetRequiredService<RevalidationCleanup>()
            .RunAsync(new DurableOrchestrations(trained.App.Durable), Cancellation);
        var measured = await WaitAsync(asset.Id);

        Assert.Equal(RevalidationState.Completed, measured.State);
        var failed = (await trained.GetAsync(asset.Id)).Revalidations[1];
        Assert.Equal(RevalidationState.Failed, failed.State);
        Assert.Contains("ended without a result", failed.Error, StringComparison.Ordinal);
    }

    private async Task PostAsync(string id, RevalidationRequest request)
    {
        using var accepted = await trained.App.Http.PostAsJsonAsync($"api/assets/{id}/revalidate", request, TradJson.Options, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    private async Task<Revalidation> WaitAsync(string id)
    {
        while (true)
        {
            var newest = (await trained.GetAsync(id)).Revalidations[0];
            if (newest.State != RevalidationState.Running)
            {
                return newest;
            }

            await Task.Delay(20, Cancellation);
        }
    }
}
