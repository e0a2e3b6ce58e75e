using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Stores;
using Trad.Functions.Tests.Hosting;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

/// <summary>Trainings on what is really stored: short histories, holes, symbols of different length.</summary>
public sealed class StoredDataTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset End = SimulatedExchangeOptions.DefaultNow;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_back_beyond_the_history_holds_out_a_share_of_the_candles_that_exist_and_everything_says_so()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var request = TrainingApp.Request(trials: 4) with { LookbackDays = 2000 };

        using var answer = await PostAsync(app, request, isDryRun: true);
        var forecast = (await answer.Content.ReadFromJsonAsync<TrainingForecast>(TradJson.Options, Cancellation))!;
        var job = await app.RunAsync(request);
        var asset = (await app.Http.GetFromJsonAsync<TrainedAsset>($"api/assets/{job.AssetId}", TradJson.Options, Cancellation))!;

        Assert.Equal(2880, job.Data!.Candles);
        Assert.InRange((double)job.Data.HoldOutCandles / job.Data.Candles, 0.15, 0.2);
        Assert.Equal((job.Data.HoldOutCandles, job.Data.HoldOutFrom!.Value), (job.Split!.HoldOut!.Candles!.Value, job.Split.HoldOut.From));
        Assert.Equal(job.Split, forecast.Split);
        Assert.Equal(job.Split, asset.Split);
        Assert.Equal(
            (asset.InSample.Candles, asset.HoldOut!.Candles), (job.Split.InSample.Candles!.Value, job.Split.HoldOut.Candles!.Value));
        Assert.InRange((double)asset.HoldOut.Candles / (asset.InSample.Candles + asset.HoldOut.Candles), 0.19, 0.2);
        Assert.Contains(
            job.Warnings,
            warning => warning.Contains($"2880 candles count, {job.Data.HoldOutCandles} of them held out", StringComparison.Ordinal));
        Assert.True(job.Split.InSample.From > End.AddDays(-10));
    }

    [Fact]
    public async Task Symbols_of_different_length_are_split_at_one_moment()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await StoreAsync(app, "NEWUSDT", (End.AddDays(-4), End));

        var job =
            await app.RunAsync(TrainingApp.Request(trials: 4) with { Symbol = null, Symbols = ["BTCUSDT", "NEWUSDT"], MinimumTrades = 0 });

        var (old, recent) = (job.DataBySymbol!["BTCUSDT"], job.DataBySymbol["NEWUSDT"]);
        Assert.Equal(old.HoldOutFrom, recent.HoldOutFrom);
        Assert.Equal(old.HoldOutCandles, recent.HoldOutCandles);
        Assert.InRange((double)recent.HoldOutCandles / recent.Candles, 0.15, 0.2);
        Assert.Contains(job.Warnings, warning => warning.StartsWith("BTCUSDT: only ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Symbol_that_is_too_short_is_refused_by_name_before_there_is_a_job()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await StoreAsync(app, "NEWUSDT", (End.AddHours(-20), End));

        var (field, message) = await RefusedAsync(app, TrainingApp.Request() with { Symbol = null, Symbols = ["BTCUSDT", "NEWUSDT"] });
        var (alone, _) =
            await RefusedAsync(app, TrainingApp.Request() with { Symbol = "NEWUSDT", LookbackDays = null, LookbackCandles = 6000 });

        Assert.Equal("symbols", field);
        Assert.Contains("simulated NEWUSDT 5m", message, StringComparison.Ordinal);
        Assert.Equal("lookbackCandles", alone);
    }

    [Theory]
    [InlineData("filters.tickSize", 1e8, null, null)]
    [InlineData("filters.lotSize", null, 1e4, null)]
    [InlineData("filters.minimumSize", null, null, 1e4)]
    public async Task Filter_that_the_stored_prices_never_fit_is_refused_before_there_is_a_job(
        string field, double? tick, double? lot, double? minimum)
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        var (refused, message) = await RefusedAsync(
            app, TrainingApp.Request() with { Filters = new() { TickSize = tick, LotSize = lot, MinimumSize = minimum } });

        Assert.Equal(field, refused);
        Assert.Contains("llowed is at most ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calmar", "quick")]
    [InlineData("annualised-return", "quick")]
    [InlineData("calmar", null)]
    public async Task Objective_per_year_on_a_few_days_is_refused_and_quick_still_works(string objective, string? preset)
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var request = TrainingApp.Request() with { Preset = preset, LookbackDays = null, Trials = 4 };

        var (field, message) = await RefusedAsync(app, request with { Objective = objective });
        var job = await app.RunAsync(request with { Objective = "total-return", Preset = "quick" });

        Assert.Equal("objective", field);
        Assert.StartsWith(
            $"{objective} is told from 90 days on; the part in sample of simulated BTCUSDT 5m has ", message, StringComparison.Ordinal);
        Assert.Equal(JobState.Completed, job.State);
        Assert.Null(job.Best!.Metrics.AnnualisedReturn);
        Assert.Null(job.Best.Metrics.Calmar);
        Assert.StartsWith("5.6 days are too few", job.Best.Metrics.NotAnnualised, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objective_per_year_on_a_long_range_is_told_in_sample_and_not_on_a_short_hold_out()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var candles = new GeneratedMarket(42).Read("SOLUSDT", Interval.OneHour, TimeRange.Between(End.AddDays(-130), End));
        await app.Services.GetRequiredService<ICandleStore>()
            .MergeAsync(new Market(Market.SimulatedExchange, "SOLUSDT", Interval.OneHour), candles, Cancellation);

        var job = await app.RunAsync(TrainingApp.Request(trials: 6) with
        {
            Strategy = "moving-average-crossover",
            Symbol = "SOLUSDT",
            Interval = "1h",
            LookbackDays = 130,
            Objective = "calmar",
        });
        var asset = (await app.Http.GetFromJsonAsync<TrainedAsset>($"api/assets/{job.AssetId}", TradJson.Options, Cancellation))!;

        Assert.NotNull(asset.InSample.Calmar);
        Assert.Null(asset.HoldOut!.Calmar);
        Assert.Null(asset.HoldOutDecay);
        Assert.Contains(
            asset.Warnings,
            warning => warning.StartsWith("Calmar ratio is told from 90 days on; the hold-out has 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Range_that_is_mostly_hole_needs_its_policy_said()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await StoreAsync(app, "SOLUSDT", (End.AddDays(-120), End.AddDays(-115)), (End.AddDays(-5), End));
        var request = TrainingApp.Request(trials: 3) with { Symbol = "SOLUSDT", LookbackDays = 130, MinimumTrades = 0 };

        var (field, message) = await RefusedAsync(app, request);
        var job = await app.RunAsync(request with { GapPolicy = GapPolicy.Split });
        using var clone = await app.PostAsync(job, "clone", new { lookbackDays = 125 });

        Assert.Equal("gapPolicy", field);
        Assert.StartsWith("only 2880 of 34560 candles of simulated SOLUSDT 5m are stored", message, StringComparison.Ordinal);
        Assert.Equal((1, 34_560 - 2880L, 0L), (job.Data!.LongGaps, job.Data.MissingCandles, job.Data.FilledCandles));
        Assert.Contains(
            job.Warnings,
            warning => warning.Contains(
                "a hole is longer than 24 hours: positions are closed before it, and the strategy begins anew", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, clone.StatusCode);
    }

    [Fact]
    public async Task Missing_candles_under_fail_and_too_many_to_fill_are_refused_before_there_is_a_job()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await StoreAsync(app, "SOLUSDT", (End.AddDays(-5), End.AddDays(-2)), (End.AddDays(-2).AddHours(1), End));
        await StoreAsync(app, "FARUSDT", (End.AddDays(-3650), End.AddDays(-3645)), (End.AddDays(-5), End));
        var request = TrainingApp.Request() with { LookbackDays = 5 };

        var (fails, message) = await RefusedAsync(app, request with { Symbol = "SOLUSDT", GapPolicy = GapPolicy.Fail });
        var (fills, many) = await RefusedAsync(
            app, request with { Symbol = "FARUSDT", LookbackDays = 3655, GapPolicy = GapPolicy.ForwardFill, LongestGapHours = 87_600 });

        Assert.Equal(("gapPolicy", "gapPolicy"), (fails, fills));
        Assert.Contains("12 candles of 5m are missing", message, StringComparison.Ordinal);
        Assert.Contains("1,048,320 candles of 5m would be filled in 1 gaps; at most 1,000,000 are", many, StringComparison.Ordinal);
        Assert.Equal(0, app.CountRows("Jobs"));
    }

    [Fact]
    public async Task Jump_across_a_gap_is_named()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var candles = new GeneratedMarket(42).Read("SOLUSDT", Interval.FiveMinutes, TimeRange.Between(End.AddDays(-8), End));
        var columns = CandleColumns.Allocate(candles.Count);
        candles.CopyTo(columns, 0);
        for (var i = 1500; i < candles.Count; i++)
        {
            columns.Set(
                i,
                columns.At(i) with
                {
                    Open = 9.37 * candles.Open[i],
                    High = 9.37 * candles.High[i],
                    Low = 9.37 * candles.Low[i],
                    Close = 9.37 * candles.Close[i]
                });
        }

        await StoreAsync(app, "SOLUSDT", new CandleSeries(Interval.FiveMinutes, columns).Slice(0, 1461));
        await StoreAsync(app, "SOLUSDT", new CandleSeries(Interval.FiveMinutes, columns).Slice(1500, candles.Count - 1500));

        var job = await app.RunAsync(TrainingApp.Request(trials: 3) with { Symbol = "SOLUSDT", LookbackDays = 6 });

        Assert.Contains(job.Warnings, warning => warning.StartsWith("SOLUSDT: the price moves by +8", StringComparison.Ordinal)
            && warning.Contains("% across the gap of 39 candles from ", StringComparison.Ordinal));
        Assert.Contains(job.Warnings, warning => warning.StartsWith(
            "SOLUSDT: 39 candles are missing inside the range; the backtest passes over the gaps, across which the price moves by +8",
            StringComparison.Ordinal) && warning.Contains("% at most (39 candles from ", StringComparison.Ordinal));
        var outage = Assert.Single(job.Data!.Outages);
        var from = End.AddDays(-8).AddMinutes(5 * 1461);
        Assert.Equal((from, from.AddMinutes(5 * 39), 39L, true), (outage.From, outage.To, outage.MissingCandles, outage.IsNotable));
        Assert.Equal((candles.Close[1460], 9.37 * candles.Open[1500]), (outage.CloseBefore, outage.OpenAfter));
        var asset = (await app.Http.GetFromJsonAsync<TrainedAsset>($"api/assets/{job.AssetId}", TradJson.Options, Cancellation))!;
        Assert.Equal(outage, Assert.Single(asset.Outages!["SOLUSDT"]));
        Assert.Equal(asset.GapProfit, job.GapProfit);
        var trades =
            await app.Http.GetFromJsonAsync<ListPage<AssetTrade>>($"api/assets/{job.AssetId}/trades", TradJson.Options, Cancellation);
        var across = trades!.Items.Where(trade => trade.InSample && trade.EntryTime < from && trade.ExitTime > from).ToList();
        Assert.Equal(across.Count, asset.GapProfit!.InSample.Trades);
        Assert.Equal(across.Sum(trade => trade.Profit), asset.GapProfit.InSample.Profit, 1e-6);
        Assert.Equal(
            trades.Items.Where(trade => trade.InSample).Sum(trade => trade.Profit), asset.GapProfit.InSample.NetProfit, 1e-6);
    }

    [Fact]
    public async Task Jump_beyond_what_a_request_allows_is_refused_before_there_is_a_job()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await StoreAsync(app, "SOLUSDT", (End.AddDays(-5), End.AddDays(-2)), (End.AddDays(-2).AddHours(1), End));
        var request = TrainingApp.Request() with { Symbol = "SOLUSDT", LookbackDays = 5 };

        var (field, message) = await RefusedAsync(app, request with { LargestGapJump = 0 });
        var (range, _) = await RefusedAsync(app, request with { LargestGapJump = -0.1 });

        Assert.Equal(("largestGapJump", "largestGapJump"), (field, range));
        Assert.Contains("across the gap of 12 candles from ", message, StringComparison.Ordinal);
        Assert.Equal(0, app.CountRows("Jobs"));
    }

    private static Task<CandleMergeResult> StoreAsync(TrainingApp app, string symbol, CandleSeries candles) =>
        app.Services.GetRequiredService<ICandleStore>()
        .MergeAsync(new Market(Market.SimulatedExchange, symbol, Interval.FiveMinutes), candles, Cancellation);

    private static async Task StoreAsync(TrainingApp app, string symbol, params (DateTimeOffset From, DateTimeOffset To)[] stretches)
    {
        foreach (var (from, to) in stretches)
        {
            await StoreAsync(app, symbol, GeneratedCandles.Make(Interval.FiveMinutes, from, (int)((to - from) / TimeSpan.FromMinutes(5))));
        }
    }

    private static Task<HttpResponseMessage> PostAsync(TrainingApp app, TrainingRequest request, bool isDryRun) =>
        app.Http.PostAsJsonAsync($"api/training/jobs{(isDryRun ? "?dryRun=true" : "")}", request, TradJson.Options, Cancellation);

    // A dry run and the request itself are refused alike.
    private static async Task<(string Field, string Message)> RefusedAsync(TrainingApp app, TrainingRequest request)
    {
        var refusals = new List<(string, string)>();
        foreach (var isDryRun in new[] { true, false })
        {
            using var answer = await PostAsync(app, request, isDryRun);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var (field, messages) = Assert.Single(
                (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]!.AsObject());
            refusals.Add((field, (string)Assert.Single(messages!.AsArray())!));
        }

        Assert.Equal(refusals[0], refusals[1]);
        return refusals[0];
    }
}
