using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.Functions.Api.Access;
using Trad.Functions.Tests.Api.Access;
using Trad.Functions.Tests.Assets;
using Trad.Functions.Tests.Backfills;
using Trad.Functions.Tests.Fuzzing;
using Trad.Functions.Tests.Hosting;
using Trad.MarketData.Backfills;
using Trad.MarketData.History;
using Trad.Testing;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Strategies;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>Every answer that the API's document knows of, got from the running app; and none that it does not know of.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private const int LargestBody = 300_000;
    private const string Damaged = "exchange=simulated&symbol=DAMAGED&interval=5m";
    private const string DamagedBlob = "exchange=simulated/symbol=DAMAGED/interval=5m/year=2025/month=06/candles.parquet";

    private const int MostTries = 50;

    private readonly TrainedAssets _trained;
    private string _lastId = "";

    public AnswerTests(AzuriteFixture azurite)
    {
        _trained = new TrainedAssets(azurite);
        _trained.App.Settings["Trad:Api:MaxBodyBytes"] = $"{LargestBody}";
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _trained.InitializeAsync();

    public ValueTask DisposeAsync() => _trained.DisposeAsync();

    [Fact]
    public async Task Every_answer_of_the_document_is_given_in_its_form_and_no_other_is()
    {
        var document = await ApiDocument.ReadAsync(_trained.App.Http, Cancellation);
        var asset = await _trained.TrainAsync(TrainedAssets.Request(seed: 51, trials: 3));
        var backfill = await EndedBackfill.RunAsync(_trained.App.Http, "SOLUSDT", Cancellation);
        var sample = new SampleRequest(asset, _trained.Shared, backfill);
        using var witness = new ApiWitness(document);
        using var http = new HttpClient(witness, disposeHandler: false) { BaseAddress = _trained.App.Http.BaseAddress };

        await AskAgainAsync(http, document, sample);
        foreach (var operation in document.Operations)
        {
            await SendAsync(
                http,
                new ApiCall(
                    operation.Method, $"{sample.PathOf(operation)}?nosuch=1".TrimStart('/'), operation.BodySchema is null ? null : "{}"));
        }

        foreach (var call in ApiCalls.ForNothing()
            .Concat(ApiCalls.TooLarge(asset, LargestBody))
            .Concat(ApiCalls.For(asset, _trained.Shared))
            .Concat(
                ApiCalls.InVain(
                    asset, backfill, await AddJobOfUnknownStrategyAsync(asset), await AddJobWithoutCandlesAsync(), await DamageAsync())))
        {
            await SendAsync(http, call);
        }

        await SendAsync(http, new ApiCall(HttpMethod.Get, $"api/assets/{await AddAssetOfUnknownStrategyAsync()}/indicators"));
        await SendAsync(http, new ApiCall(HttpMethod.Get, $"api/strategies/{await AddStrategyOfAnotherVersionAsync()}"));
        await SendAsync(http, new ApiCall(HttpMethod.Delete, $"api/backfills/{await AddDamagedBackfillAsync()}"));
        await SendAsync(http, new ApiCall(HttpMethod.Post, $"api/candles/imports/{await AddTimerRunAsync()}/undo"));
        await _trained.App.StopExchangeAsync();
        await SendAsync(http, new ApiCall(HttpMethod.Get, "api/exchanges/simulated/symbols/NEWUSDT"));
        await OpenSessionAsync(witness);
        await AskHealthWithoutStorageAsync(witness);

        if (ApiExampleRecorder.IsAsked)
        {
            witness.Refusals.Write("problems.json");
        }

        Assert.True(witness.Faults.Count == 0, string.Join("\n", witness.Faults));
        Assert.True(!witness.Missing.Any(), string.Join("\n", witness.Missing));
    }

    private async Task SendAsync(HttpClient http, ApiCall planned)
    {
        var call = planned with { Address = planned.Address.Replace(ApiCalls.LastId, _lastId, StringComparison.Ordinal) };
        using var request = new HttpRequestMessage(call.Method, call.Address)
        {
            Content = call.Body is null ? null : new StringContent(call.Body),
        };
        if (call.Header?.Split(": ", 2) is [var name, var value])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "application/json")
        {
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation));
            _lastId = body is JsonObject fields && (string?)fields["id"] is { } id ? id : _lastId;
        }
    }

    // Of whatever has an entity tag, what a client has already is not sent again; while something changes, it is asked for anew.
    private static async Task AskAgainAsync(HttpClient http, ApiDocument document, SampleRequest sample)
    {
        foreach (var operation in document.Operations.Where(operation => operation.Statuses.Contains((int)HttpStatusCode.NotModified)))
        {
            var query = string.Join('&', sample.QueryOf(operation).Select(parameter => $"{parameter.Key}={parameter.Value}"));
            var address = new Uri($"{sample.PathOf(operation)}?{query}".TrimStart('/').TrimEnd('?'), UriKind.Relative);
            var isKnown = false;
            for (var tries = 0; !isKnown && tries < MostTries; tries++)
            {
                using var first = await http.GetAsync(address, Cancellation);
                Assert.True(first.Headers.ETag is not null, $"{operation} has no entity tag");
                using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag } } };
                using var again = await http.SendAsync(request, Cancellation);
                isKnown = again.StatusCode == HttpStatusCode.NotModified;
            }

            Assert.True(isKnown, $"{operation} is sent again although nothing changes");
        }
    }

    private async Task<string> AddAssetOfUnknownStrategyAsync()
    {
        var asset = await _trained.TrainAsync(TrainedAssets.Request(seed: 52, trials: 2));
        await _trained.App.Services.GetRequiredService<IAssetStore>().UpdateAsync(
            asset.Id,
            found => found.Asset with { Request = found.Asset.Request with { Strategy = "of-another-version" } },
            Cancellation);
        return asset.Id;
    }

    private async Task<string> AddStrategyOfAnotherVersionAsync()
    {
        await _trained.App.Services.GetRequiredService<IStrategyStore>().AddVersionAsync(
            "of-another-version", _ => new StrategyDraft("0", """{"long": "of another version"}""", DateTimeOffset.UnixEpoch), Cancellation);
        return "of-another-version";
    }

    private async Task<string> AddJobOfUnknownStrategyAsync(TrainedAsset like)
    {
        var jobs = _trained.App.Services.GetRequiredService<IJobStore>();
        var known = (await jobs.FindAsync(like.JobId, Cancellation))!;
        var job = known with
        {
            Id = jobs.NewId(DateTimeOffset.UtcNow),
            Number = await jobs.TakeNumberAsync(Cancellation),
            AssetId = null,
            Request = known.Request with { Strategy = "of-another-version" },
        };
        Assert.True(await jobs.TryAddAsync(job, Cancellation));
        return job.Id;
    }

    private async Task<string> AddJobWithoutCandlesAsync()
    {
        var job = await _trained.RunAsync(TrainedAssets.Request(seed: 52, trials: 2));
        await _trained.App.Services.GetRequiredService<IJobStore>().UpdateAsync(
            job.Id, found => found with { AssetId = null, Data = found.Data! with { Symbol = "LOST", Fingerprint = "lost" } },
            Cancellation);
        return job.Id;
    }

    private async Task<string> AddTimerRunAsync()
    {
        var market = new Market("simulated", "TIMED", Interval.FiveMinutes);
        var run = new CandleRun(
            BackfillRunId.Create(market, DateTimeOffset.UnixEpoch).ToString(), nameof(CandleRunKind.Timer), TimeSpan.Zero);
        await _trained.App.Services.GetRequiredService<ICandleStore>().MergeAsync(
            market, GeneratedCandles.Make(market.Interval, new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero), 5), run, Cancellation);
        return run.Id;
    }

    private async Task<string> AddDamagedBackfillAsync()
    {
        var run = BackfillRunId.Create(new Market("simulated", "DAMAGED", Interval.FiveMinutes), DateTimeOffset.UnixEpoch);
        await _trained.App.Azurite.Tables.GetTableClient($"{_trained.App.Name}Backfills")
            .AddEntityAsync(new TableEntity("run", run.NewestFirstKey) { ["Record"] = "{" }, Cancellation);
        return run.ToString();
    }

    private async Task<string> DamageAsync()
    {
        var metadata = new Dictionary<string, string>
        {
            ["rows"] = "1",
            ["first"] = "1748736000000",
            ["last"] = "1748736000000",
            ["sha256"] = "x",
        };
        await _trained.App.Azurite.Blobs.GetBlobContainerClient($"{_trained.App.Name}-candles").GetBlobClient(DamagedBlob)
            .UploadAsync(new BinaryData("damaged"), new BlobUploadOptions { Metadata = metadata }, Cancellation);
        return Damaged;
    }

    private async Task OpenSessionAsync(ApiWitness witness)
    {
        await using var app = await GuardedApp.StartAsync(
            _trained.App.Azurite, HostPlace.Loopback, (nameof(AccessOptions.Key), GuardedApp.Key));
        using var http = new HttpClient(witness, disposeHandler: false) { BaseAddress = app.Address };
        await SendAsync(http, new ApiCall(HttpMethod.Post, "api/session", $$"""{"key":"{{GuardedApp.Key}}"}"""));
    }

    private static async Task AskHealthWithoutStorageAsync(ApiWitness witness)
    {
        var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        var app = new AppHost(azurite);
        await app.InitializeAsync();
        await azurite.DisposeAsync();
        using var http = new HttpClient(witness, disposeHandler: false) { BaseAddress = app.Http.BaseAddress };
        using var unhealthy = await http.GetAsync(new Uri("api/health", UriKind.Relative), Cancellation);
        await app.DisposeAsync();
    }
}
