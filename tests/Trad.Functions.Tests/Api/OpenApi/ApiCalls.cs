using Trad.Training.Assets;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>Requests that get every answer of the API's document, in an order in which they work.</summary>
internal static class ApiCalls
{
    /// <summary>Stands for the id in the answer before.</summary>
    public const string LastId = "{last}";

    private const string Market = "exchange=simulated&symbol=BTCUSDT&interval=5m";
    private const string Orchestrations = "api/system/orchestrations";
    private const string Nobody = "00000000000000000000000000000000";

    private const string Training =
        """{"strategy":"liquidity-sweep","exchange":"simulated","symbol":"BTCUSDT","interval":"5m","trials":2000,"seed":1,"minimumTrades":1}""";

    private const string Rules = """{"name":"my-rules","long":"close > open","parameters":[{"name":"n","type":"integer","default":5,"low":2,"high":9}]}""";

    /// <summary>Good requests.</summary>
    public static IEnumerable<ApiCall> For(TrainedAsset asset, TrainedAsset other) =>
    [
        Get("api/health"), Get("api/openapi.json"), Get("api/session"), new(HttpMethod.Delete, "api/session"),
        Get("api/strategies"), Post("api/strategies", Rules), Get("api/strategies/my-rules"),
        new(HttpMethod.Put, "api/strategies/my-rules", Rules.Replace("5", "6", StringComparison.Ordinal)),
        new(HttpMethod.Delete, "api/strategies/my-rules?version=1"), Get("api/rules/schema"), Get("api/rules/examples"), Get("api/rules/functions"),
        Post($"api/rules/check?{Market}&signals=20", Rules), Get("api/strategies/liquidity-sweep/check"), Get("api/metrics"), Get("api/optimizers"),
        Get("api/candles/coverage"), Get($"api/candles?{Market}&maxPoints=10"),
        Post($"api/candles/import?{Market}", "open_time,open,high,low,close,volume\n1704067200000,1,2,0.5,1.5,10\n"),
        Post($"api/candles/imports/{LastId}/undo"), Post($"api/candles/imports/{LastId}/undo"),
        new(HttpMethod.Delete, $"api/candles?{Market}&month=2024-01"),
        Post("api/backfills", Years("AAAUSDT")), Get($"api/backfills/{LastId}"), Post($"api/backfills/{LastId}/cancel"),
        Get("api/backfills"),
        Post("api/candles/repair", Years("BBBUSDT")), new(HttpMethod.Delete, $"api/backfills/{LastId}"),
        Get("api/exchanges"), Get("api/exchanges/simulated/symbols/BTCUSDT"),
        Get("api/system"), Get($"{Orchestrations}?status=completed&prefix={asset.JobId}&limit=5"), Get($"{Orchestrations}/{asset.JobId}"),
        Get($"{Orchestrations}/{asset.JobId}/history?maxPayload=20"), .. Steered("DDDUSDT"),
        Get("api/training/jobs?limit=5"), Get($"api/training/jobs/{asset.JobNumber}"),
        Get($"api/training/jobs/{asset.JobId}/trials"), Get($"api/training/jobs/{asset.JobId}/logs"),
        Get($"api/training/jobs/{asset.JobId}/insight"), Get($"api/training/jobs/{asset.JobId}/best"),
        Get($"api/training/jobs/{asset.JobId}/trials/{asset.Trial}"), Post($"api/training/jobs/{asset.JobId}/trials/{asset.Trial}/publish"),
        .. Enumerable.Range(0, asset.Trials).Select(trial => Post($"api/training/jobs/{asset.JobId}/trials/{trial}/publish")),
        Get($"api/training/jobs/{asset.JobId}/events"), Get("api/training/events"),
        Get($"api/training/jobs/{asset.JobId}/events?lastEventId=1000000"),
        Post("api/training/jobs?dryRun=true", Training), Post("api/training/jobs", Training),
        Post($"api/training/jobs/{LastId}/cancel", """{"publish":true}"""),
        Post($"api/training/jobs/{asset.JobId}/clone", """{"trials":2}"""),
        Post($"api/training/jobs/{asset.JobId}/resume", """{"trials":2}"""),
        Post("api/training/jobs/cleanup"),
        Get("api/assets?limit=5"), Get($"api/assets/{asset.Id}"), Get($"api/assets/{asset.Id}/equity?maxPoints=10"),
        Get($"api/assets/{asset.Id}/trades"), Get($"api/assets/{asset.Id}/monthly"), Get($"api/assets/{asset.Id}/export"),
        Get($"api/assets/{asset.Id}/indicators?maxPoints=10"), Get($"api/assets/{asset.Id}/report"),
        Get($"api/assets/{asset.Id}/report?format=html"),
        new(HttpMethod.Patch, $"api/assets/{asset.Id}", """{"notes":"seen","stage":"validation","stageNote":"why not"}"""),
        Get($"api/assets/compare?ids={asset.Id},{other.Id}"),
        new(HttpMethod.Delete, $"api/assets/{other.Id}"), Post($"api/assets/{other.Id}/restore"),
        Post($"api/assets/{asset.Id}/revalidate", """{"from":"2025-06-20T00:00:00Z"}"""),
    ];

    /// <summary>Requests for what is not there.</summary>
    public static IEnumerable<ApiCall> ForNothing() =>
    [
        Get("api/strategies/nosuch/check"), Get("api/strategies/nosuch"), new(HttpMethod.Delete, "api/strategies/nosuch"),
        new(HttpMethod.Put, "api/strategies/nosuch", Rules.Replace("my-rules", "nosuch", StringComparison.Ordinal)),
        Post("api/rules/check?exchange=simulated&symbol=NOSUCH&interval=5m", Rules), Get("api/candles?exchange=simulated&symbol=NOSUCH&interval=5m"),
        new(HttpMethod.Delete, $"api/candles?{Market}&month=2001-01"), Get("api/exchanges/nowhere/symbols/BTCUSDT"),
        Get($"{Orchestrations}/{Nobody}"), Get($"{Orchestrations}/{Nobody}/history"),
        .. new[] { "suspend", "resume", "terminate", "restart" }.Select(action => Post($"{Orchestrations}/{Nobody}/{action}")),
        new(HttpMethod.Delete, $"{Orchestrations}/{Nobody}"),
        Post($"api/candles/imports/{Nobody}/undo"), Get($"api/backfills/{Nobody}"), Post($"api/backfills/{Nobody}/cancel"),
        new(HttpMethod.Delete, $"api/backfills/{Nobody}"),
        .. new[] { "", "/trials", "/logs", "/insight", "/best", "/events", "/trials/0" }
            .Select(part => Get($"api/training/jobs/{Nobody}{part}")),
        Post($"api/training/jobs/{Nobody}/trials/0/publish"),
        .. new[] { "cancel", "clone", "resume" }.Select(action => Post($"api/training/jobs/{Nobody}/{action}")),
        new(HttpMethod.Delete, $"api/training/jobs/{Nobody}"),
        .. new[] { "", "/equity", "/trades", "/monthly", "/export", "/report", "/indicators" }.Select(
            part => Get($"api/assets/{Nobody}{part}")),
        .. new[] { "restore", "revalidate" }.Select(action => Post($"api/assets/{Nobody}/{action}")),
        Get($"api/assets/compare?ids={Nobody},{Nobody[..31]}1"),
        new(HttpMethod.Patch, $"api/assets/{Nobody}", """{"notes":"x"}"""), new(HttpMethod.Delete, $"api/assets/{Nobody}"),
    ];

    /// <summary>Requests that cannot be carried out as things stand.</summary>
    /// <param name="asset">An asset.</param>
    /// <param name="endedBackfill">A backfill that has ended.</param>
    /// <param name="unknownStrategyJob">A job of a strategy that there is no more.</param>
    /// <param name="lostCandlesJob">A job with trials whose candles are gone.</param>
    /// <param name="damagedMarket">The query of a market whose stored candles cannot be read.</param>
    public static IEnumerable<ApiCall> InVain(
        TrainedAsset asset, string endedBackfill, string unknownStrategyJob, string lostCandlesJob, string damagedMarket) =>
    [
        Post("api/strategies", Rules), new(HttpMethod.Put, "api/strategies/macd-trend", Rules),
        new(HttpMethod.Put, "api/strategies/my-rules", Rules, "If-Match: \"0\""),
        new(HttpMethod.Delete, "api/strategies/my-rules", Header: "If-Match: \"0\""), new(HttpMethod.Delete, "api/strategies/macd-trend"),
        Post($"api/rules/check?{damagedMarket}", Rules),
        Get($"api/strategies/liquidity-sweep/check?{damagedMarket}"), Get($"api/candles?{damagedMarket}"),
        Post($"api/candles/import?{damagedMarket}", "open_time,open,high,low,close,volume\n1748736000000,1,2,0.5,1.5,10\n"),
        .. new[] { "suspend", "resume", "terminate" }.Select(action => Post($"{Orchestrations}/{asset.JobId}/{action}")),
        Post("api/backfills", Years("EEEUSDT")), Post($"{Orchestrations}/{InstanceOf("EEEUSDT")}/restart"),
        new(HttpMethod.Delete, $"{Orchestrations}/{InstanceOf("EEEUSDT")}"), Post($"api/backfills/{LastId}/cancel"),
        Post("api/backfills", Years("CCCUSDT")), Post("api/backfills", Years("CCCUSDT")), Post("api/candles/repair", Years("CCCUSDT")),
        Post($"api/backfills/{endedBackfill}/cancel"), new(HttpMethod.Delete, $"api/backfills/{endedBackfill}"),
        Post("api/training/jobs", Training.Replace("2000", "10000", StringComparison.Ordinal)),
        new(HttpMethod.Delete, $"api/candles?{Market}&month=2025-06"),
        Post("api/candles/imports/import-simulated-BTCUSDT-5m.0197b9c4a2f1/undo"),
        new(HttpMethod.Delete, $"api/training/jobs/{LastId}"),
        Post($"api/training/jobs/{LastId}/resume", """{"trials":2}"""), Post($"api/training/jobs/{LastId}/cancel"),
        Get($"api/training/jobs/{unknownStrategyJob}/insight"), Get($"api/training/jobs/{lostCandlesJob}/best"),
        Get($"api/training/jobs/{lostCandlesJob}/trials/0"), Post($"api/training/jobs/{lostCandlesJob}/trials/0/publish"),
        Post("api/training/jobs", Training.Replace("2000", "2", StringComparison.Ordinal)) with { Header = "Idempotency-Key: twice" },
        Post("api/training/jobs", Training.Replace("2000", "3", StringComparison.Ordinal)) with { Header = "Idempotency-Key: twice" },
        Post($"api/training/jobs/{asset.JobId}/clone") with { Header = "Idempotency-Key: twice" },
        new(HttpMethod.Patch, $"api/assets/{asset.Id}", """{"stage":"paper","reason":"why not"}"""),
        new(HttpMethod.Patch, $"api/assets/{asset.Id}", """{"stage":"live-candidate"}"""),
        new(HttpMethod.Delete, $"api/assets/{asset.Id}"),
        new(HttpMethod.Patch, $"api/assets/{asset.Id}", """{"stage":"retired"}""", "If-Match: \"0\""),
        new(HttpMethod.Delete, $"api/assets/{asset.Id}", Header: "If-Match: \"0\""),
        new(HttpMethod.Delete, $"api/training/jobs/{asset.JobId}", Header: "If-Match: \"0\""),
        new(HttpMethod.Delete, $"api/training/jobs/{unknownStrategyJob}"),
    ];

    /// <summary>Requests with more of a body than their operations take.</summary>
    public static IEnumerable<ApiCall> TooLarge(TrainedAsset asset, int largest)
    {
        var json = $"{{\"name\":\"{new string('x', 256 * 1024)}\"}}";
        return
        [
            Post($"api/candles/import?{Market}", new string('1', largest + 1)),
            .. new[]
            {
                "api/session", "api/strategies", "api/rules/check", "api/backfills", "api/candles/repair", "api/training/jobs", $"api/training/jobs/{asset.JobId}/cancel",
                $"api/training/jobs/{asset.JobId}/clone",
                $"api/training/jobs/{asset.JobId}/resume", $"api/assets/{asset.Id}/revalidate",
                $"{Orchestrations}/{asset.JobId}/suspend", $"{Orchestrations}/{asset.JobId}/resume",
                $"{Orchestrations}/{asset.JobId}/terminate",
            }.Select(path => Post(path, json)),
            new(HttpMethod.Put, "api/strategies/nosuch", json), new(HttpMethod.Patch, $"api/assets/{asset.Id}", json),
        ];
    }

    // What can be told to an orchestration, told to one that lasts.
    private static IEnumerable<ApiCall> Steered(string symbol) =>
    [
        Post("api/backfills", Years(symbol)),
        .. new[] { "suspend", "resume", "terminate", "restart", "terminate" }
            .Select(action => Post($"{Orchestrations}/{InstanceOf(symbol)}/{action}")),
        new(HttpMethod.Delete, $"{Orchestrations}/{InstanceOf(symbol)}"),
    ];

    private static string InstanceOf(string symbol) => $"backfill-simulated-{symbol}-5m";

    // Long enough to be running when it is cancelled.
    private static string Years(string symbol) =>
        $$"""{"exchange":"simulated","symbol":"{{symbol}}","interval":"5m","from":"2018-01-01T00:00:00Z","to":"2025-06-01T00:00:00Z"}""";

    private static ApiCall Get(string address) => new(HttpMethod.Get, address);

    private static ApiCall Post(string address, string? body = null) => new(HttpMethod.Post, address, body);
}
