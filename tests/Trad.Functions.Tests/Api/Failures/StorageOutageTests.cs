using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Api.OpenApi;
using Trad.Functions.Tests.Assets;
using Trad.Functions.Tests.Backfills;
using Trad.Functions.Tests.Fuzzing;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Failures;

/// <summary>Every route of the catalogue while the storage does not answer, or is not there.</summary>
public sealed class StorageOutageTests : IAsyncLifetime
{
    private const int AtOnce = 6;

    // Many times what the app is told to wait for the storage; whoever is not answered by then is not answered at all.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // What is known without any storage.
    private static readonly string[] NeedNoStorage =
        ["GetOpenApi", "CheckStrategy", "CheckRules", "GetRuleSchema", "ListRuleExamples", "ListRuleFunctions", "ListMetrics", "ListOptimizers", "ListExchanges", "GetSymbol", "GetDashboard",
            "GetDashboardFile", "ZUnknownRequest",
        "GetSession", "OpenSession", "CloseSession"];

    // Of those that come with Trad all is known without it, too.
    private static readonly string[] OfOwnStrategies = ["GetStrategy", "ReplaceStrategy", "DeleteStrategy"];

    private readonly AzuriteFixture _azurite = new();
    private TrainedAssets _trained = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _trained = new TrainedAssets(_azurite);
        _trained.App.Settings["Trad:Storage:RequestSeconds"] = "2";
        await _trained.InitializeAsync();
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("KILL")]
    public async Task Every_route_answers_503_with_a_problem_while_the_storage_is_gone_and_again_when_it_is_back(string signal)
    {
        var document = await ApiDocument.ReadAsync(_trained.App.Http, Cancellation);
        var other = await _trained.TrainAsync(TrainedAssets.Request(seed: 2, trials: 3));
        var sample = new SampleRequest(_trained.Shared, other, await EndedBackfill.RunAsync(_trained.App.Http, "SOLUSDT", Cancellation));
        var routes = _trained.App.Functions.Where(function => function.Trigger == "httpTrigger").ToList();
        Assert.Equal([], NeedNoStorage.Except(routes.Select(route => route.Name)));
        Assert.Equal(
            [], routes.Select(route => route.Name).Except(document.Operations.Select(operation => operation.Id)).Except(NeedNoStorage));

        await SignalAsync(signal);
        var faults = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            document.Operations.Where(operation => !NeedNoStorage.Contains(operation.Id)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation },
            async (operation, _) =>
            {
                if (await FindFaultAsync(operation, sample) is { } fault)
                {
                    faults.Enqueue($"{operation} {fault}");
                }
            });
        foreach (var path in new[] { "", "api/openapi.json", "api/rules/examples", "api/metrics", "api/optimizers", "api/exchanges" })
        {
            using var answer = await _trained.App.Http.GetAsync(path, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.True(faults.IsEmpty, string.Join('\n', faults));
        if (signal == "STOP")
        {
            await SignalAsync("CONT");
            Assert.Equal(2, (await _trained.App.Http.GetFromJsonAsync<JsonObject>("api/assets", Cancellation))!["items"]!.AsArray().Count);
            using var health = await _trained.App.Http.GetAsync("api/health", Cancellation);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await SignalAsync("CONT");
        await _trained.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private async Task SignalAsync(string signal)
    {
        if (!_azurite.Azurite.HasExited)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{_azurite.Azurite.ProcessId}"]);
            await kill.WaitForExitAsync(Cancellation);
        }
    }

    private async Task<string?> FindFaultAsync(ApiOperation operation, SampleRequest sample)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        var query = string.Join(
            '&',
            sample.QueryOf(operation).Where(
                parameter => parameter.Key != "dryRun").Select(parameter => $"{parameter.Key}={parameter.Value}"));

        // Its name would tell the market, if it had one.
        query += operation.Id == "ImportCandles" ? "&exchange=binance&symbol=BTCUSDT&interval=5m" : "";
        var path = sample.PathOf(operation);
        path = OfOwnStrategies.Contains(operation.Id) ? path.Replace("macd-trend", "my-cross", StringComparison.Ordinal) : path;
        using var request = new HttpRequestMessage(operation.Method, $"{path}?{query}".TrimStart('/').TrimEnd('?'))
        {
            Content = operation.TakesBody ? new StringContent(BodyOf(operation)) : null,
        };
        try
        {
            using var answer = await _trained.App.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var body = answer.StatusCode == HttpStatusCode.OK ? "" : await answer.Content.ReadAsStringAsync(patience.Token);
            return operation.Id == "GetHealth" ? FindHealthFault(answer, body) : FindFault(answer, body);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            return "is not answered";
        }
    }

    private static string BodyOf(ApiOperation operation) => operation.Id switch
    {
        "ImportCandles" => "open_time,open,high,low,close,volume\n1748736000000,1,2,0.5,1.5,10\n",
        "StartTraining" => """{"strategy":"liquidity-sweep","exchange":"simulated","symbol":"BTCUSDT","interval":"5m","trials":2}""",
        "StartBackfill" or "RepairCandles" =>
            """{"exchange":"simulated","symbol":"BTCUSDT","interval":"5m","from":"2025-01-01T00:00:00Z","to":"2025-01-02T00:00:00Z"}""",
        "ChangeAsset" => """{"notes":"while the storage was gone"}""",
        "AddStrategy" or "ReplaceStrategy" => """{"name":"my-cross","long":"close > open"}""",
        "StartRevalidation" => """{"from":"2025-06-20T00:00:00Z"}""",
        _ => "{}",
    };

    private static string? FindFault(HttpResponseMessage answer, string body)
    {
        if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            return $"is answered {(int)answer.StatusCode}: {body}";
        }

        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json" || answer.Headers.RetryAfter?.Delta is null)
        {
            return $"has the headers {answer.Headers} {answer.Content.Headers}";
        }

        var problem = JsonNode.Parse(body)!;
        return (int?)problem["status"] == 503
            && ((string?)problem["detail"])!.Contains("storage", StringComparison.Ordinal)
            && problem["traceId"] is not null
            ? null
            : $"says {body}";
    }

    private static string? FindHealthFault(HttpResponseMessage answer, string body) =>
        answer.StatusCode == HttpStatusCode.ServiceUnavailable && (string?)JsonNode.Parse(body)!["status"] == "unhealthy"
            ? null
            : $"says {body}";
}
