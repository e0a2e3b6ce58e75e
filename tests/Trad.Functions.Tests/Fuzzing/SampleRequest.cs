using System.Text.Json.Nodes;
using Trad.Functions.Tests.Api.OpenApi;
using Trad.Training.Assets;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>
/// Good values for the parameters and bodies of operations, so that one thing at a time can be made wrong. What would start or
/// change something is made to be refused for another reason, so that an odd value that is right changes nothing either.
/// </summary>
/// <param name="asset">An asset.</param>
/// <param name="other">Another asset.</param>
/// <param name="backfillId">A backfill that has ended.</param>
internal sealed class SampleRequest(TrainedAsset asset, TrainedAsset other, string backfillId)
{
    /// <summary>The value of a parameter in the path.</summary>
    public string PathValue(ApiOperation operation, string name) => (operation.Path.Split('/')[2], name) switch
    {
        ("training", "id") => asset.JobId,
        ("training", "trial") => $"{asset.Trial}",
        ("assets", "id") => asset.Id,
        ("system", "id") => asset.JobId,
        ("backfills", "id") => backfillId,
        ("candles", "id") => "import-simulated-BTCUSDT-5m.0",
        ("strategies", "name") => "macd-trend",
        ("exchanges", "exchange") => "simulated",
        ("exchanges", "symbol") => "BTCUSDT",
        _ => throw new InvalidOperationException($"{operation} has a new parameter '{name}' in its path; give it a sample value here."),
    };

    /// <summary>The path with good values.</summary>
    public string PathOf(ApiOperation operation) =>
        operation.Parameters("path").Aggregate(
            operation.Path,
            (path, parameter) => path.Replace($"{{{parameter.Name}}}", PathValue(operation, parameter.Name), StringComparison.Ordinal));

    /// <summary>What the query needs for the request to be good, and to leave no trace.</summary>
    public IReadOnlyDictionary<string, string> QueryOf(ApiOperation operation)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters("query").Where(
            parameter => parameter.IsRequired || parameter.Name is "view" or "dryRun" or "month"))
        {
            query[parameter.Name] = parameter.Name switch
            {
                "exchange" => "simulated",
                "symbol" => "BTCUSDT",
                "interval" => "5m",
                "ids" => $"{asset.Id},{other.Id}",
                "month" => "2001-01",
                "view" => "false",
                "dryRun" => "true",
                _ =>
                    throw new InvalidOperationException(
                        $"{operation} needs a new parameter '{parameter.Name}'; give it a sample value here."),
            };
        }

        return query;
    }

    /// <summary>A body, with what it needs.</summary>
    public JsonObject BodyOf(ApiOperation operation) => operation.Id switch
    {
        "StartTraining" =>
            new JsonObject
            {
                ["strategy"] = "liquidity-sweep",
                ["exchange"] = "simulated",
                ["symbol"] = "BTCUSDT",
                ["interval"] = "5m",
                ["seed"] = 1,
            },
        "CloneTraining" => new JsonObject { ["interval"] = "7x" },
        "StartBackfill" or "RepairCandles" =>
            new JsonObject
            {
                ["exchange"] = "nowhere",
                ["symbol"] = "BTCUSDT",
                ["interval"] = "5m",
                ["from"] = "2025-01-01T00:00:00Z",
                ["to"] = "2025-01-02T00:00:00Z",
            },
        // Of a built-in strategy, which nobody changes.
        "AddStrategy" or "ReplaceStrategy" => new JsonObject { ["name"] = "macd-trend", ["long"] = "close > open" },
        "CheckRules" => new JsonObject { ["name"] = "my-cross", ["long"] = "close > open" },
        "ChangeAsset" => new JsonObject { ["stage"] = "nonsense" },
        "StartRevalidation" => new JsonObject { ["from"] = "2001-01-01T00:00:00Z", ["to"] = "2001-01-02T00:00:00Z" },
        "OpenSession" => new JsonObject { ["key"] = "none is asked for" },
        "CancelTraining" or "ResumeTraining" => [],
        "SuspendOrchestration" or "ResumeOrchestration" or "TerminateOrchestration" =>
            new JsonObject { ["reason"] = new string('x', 501) },
        _ => throw new InvalidOperationException($"{operation} takes a new body; give it a sample here that is refused for one reason."),
    };

    /// <summary>Whether a good request leaves no trace, so that odd values which are right may be sent as well.</summary>
    public static bool IsHarmless(ApiOperation operation) =>
        (operation.Method == HttpMethod.Get && operation.Id is not ("CompareAssets" or "ExportAsset"))
        || operation.Id is "StartTraining" or "CloneTraining" or "StartBackfill" or "RepairCandles" or "ChangeAsset" or "CancelTraining"
            or "OpenSession" or "CheckRules" or "CloseSession";
}
