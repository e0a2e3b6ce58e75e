using Trad.Training.Assets;

namespace Trad.Functions.Tests.OpenApi;

/// <summary>One good request to every operation, in an order in which they work.</summary>
internal static class ApiCalls
{
    private const string Market = "exchange=simulated&symbol=BTCUSDT&interval=5m";
    /// <summary>Stands for the id in the answer before.</summary>
    public const string LastId = "{last}";


    private const string Training =
        """{"strategy":"liquidity-sweep","exchange":"simulated","symbol":"BTCUSDT","interval":"5m","trials":2000,"seed":1,"minimumTrades":1}""";

    /// <summary>The requests.</summary>
    public static IEnumerable<ApiCall> For(TrainedAsset asset, TrainedAsset other) =>
    [
        Get("api/health"), Get("api/openapi.json"), Get("api/strategies"), Get("api/metrics"), Get("api/optimizers"),
        Get("api/candles/coverage"), Get($"api/candles?{Market}&maxPoints=10"),
        Post($"api/candles/import?{Market}", "open_time,open,high,low,close,volume\n1704067200000,1,2,0.5,1.5,10\n"),
        Post("api/backfills", Years("AAAUSDT")), Get($"api/backfills/{LastId}"), Post($"api/backfills/{LastId}/cancel"), Get("api/backfills"),
        Post("api/candles/repair", Years("BBBUSDT")), new(HttpMethod.Delete, $"api/backfills/{LastId}"),
        Get("api/exchanges"), Get("api/exchanges/simulated/symbols/BTCUSDT"),
        Get("api/system"), Get("api/training/jobs?limit=5"), Get($"api/training/jobs/{asset.JobNumber}"),
        Get($"api/training/jobs/{asset.JobId}/trials"), Get($"api/training/jobs/{asset.JobId}/logs"),
        Get($"api/training/jobs/{asset.JobId}/insight"), Get($"api/training/jobs/{asset.JobId}/best"),
        Post("api/training/jobs", Training), Post($"api/training/jobs/{LastId}/cancel", """{"publish":true}"""),
        Post($"api/training/jobs/{asset.JobId}/clone", """{"trials":2}"""), Post($"api/training/jobs/{asset.JobId}/resume", """{"trials":2}"""),
        Post("api/training/jobs/cleanup"),
        Get("api/assets?limit=5"), Get($"api/assets/{asset.Id}"), Get($"api/assets/{asset.Id}/equity?maxPoints=10"),
        Get($"api/assets/{asset.Id}/trades"), Get($"api/assets/{asset.Id}/monthly"), Get($"api/assets/{asset.Id}/export"),
        new(HttpMethod.Patch, $"api/assets/{asset.Id}", """{"notes":"seen","stage":"validation","stageNote":"why not"}"""),
        Get($"api/assets/compare?ids={asset.Id},{other.Id}"),
        new(HttpMethod.Delete, $"api/assets/{other.Id}"), Post($"api/assets/{other.Id}/restore"),
        Post($"api/assets/{asset.Id}/revalidate", """{"from":"2025-06-20T00:00:00Z"}"""),
    ];

    // Long enough to be running when it is cancelled.
    private static string Years(string symbol) =>
        $$"""{"exchange":"simulated","symbol":"{{symbol}}","interval":"5m","from":"2018-01-01T00:00:00Z","to":"2025-06-01T00:00:00Z"}""";

    private static ApiCall Get(string address) => new(HttpMethod.Get, address);

    private static ApiCall Post(string address, string? body = null) => new(HttpMethod.Post, address, body);
}
