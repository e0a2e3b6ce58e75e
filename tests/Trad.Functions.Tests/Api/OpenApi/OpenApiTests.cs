using System.Text.Json.Nodes;
using Trad.Candles;
using Trad.Functions.Tests.Hosting;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>The API's description by itself; <see cref="AnswerTests"/> holds the app against it.</summary>
public sealed class OpenApiTests(AppHost app) : IClassFixture<AppHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_describes_every_http_function_with_what_it_answers()
    {
        var document = await ApiDocument.ReadAsync(app.Http, Cancellation);

        foreach (var operation in document.Operations)
        {
            Assert.True(operation.Statuses.Any(status => status is >= 200 and < 300), $"{operation} has no [Answers]");
            Assert.Contains(400, operation.Statuses);
            Assert.True((string?)operation.Json["summary"] != operation.Id, $"{operation} has no summary");
            Assert.Equal(operation.Path.Count(character => character == '{'), operation.Parameters("path").Count());
        }

        Assert.Equal("3.1.0", (string?)document.Root["openapi"]);
        Assert.Equal([], References(document.Root).Where(reference => Find(document.Root, reference) is null));
    }

    [Fact]
    public async Task Every_example_of_a_problem_names_the_trace_under_which_the_log_has_it()
    {
        var operations = (await ApiDocument.ReadAsync(app.Http, Cancellation)).Operations;

        var examples = operations
            .SelectMany(operation => operation.Json["responses"]!.AsObject().Select(response => (
                Name: $"{response.Key} of {operation}",
                Example: response.Value!["content"]?["application/problem+json"]?["example"])))
            .Where(each => each.Example is not null)
            .ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, each => Assert.True((string?)each.Example!["traceId"] is { Length: 32 }, $"{each.Name} names no trace"));
    }

    [Fact]
    public async Task Document_tells_units_meanings_and_limits_from_the_code()
    {
        var schemas = (await ApiDocument.ReadAsync(app.Http, Cancellation)).Schemas;

        Assert.Contains(
            "fraction", (string?)schemas["TrainingRequest"]!["properties"]!["feeRate"]!["description"], StringComparison.Ordinal);
        Assert.Equal(10_000, (int)schemas["TrainingRequest"]!["properties"]!["trials"]!["maximum"]!);
        Assert.Equal(100, (int)schemas["AssetChange"]!["properties"]!["name"]!["maxLength"]!);
        Assert.Contains(
            "best of many", (string?)schemas["TrainedAsset"]!["properties"]!["inSample"]!["description"], StringComparison.Ordinal);
        Assert.Equal("array", (string?)schemas["TrainedAssetPage"]!["properties"]!["items"]!["type"]);
    }

    [Fact]
    public async Task Document_tells_defaults_where_a_number_or_a_flag_counts_whatever_else_is_given()
    {
        var schemas = (await ApiDocument.ReadAsync(app.Http, Cancellation)).Schemas;
        JsonNode? Default(string type, string property) => schemas[type]!["properties"]![property]!["default"];

        Assert.Equal(10_000, (double)Default("AccountRequest", "initialCapital")!);
        Assert.Equal(1, (double)Default("AccountRequest", "leverage")!);
        Assert.True((bool)Default("AccountRequest", "compounding")!);
        Assert.True((bool)Default("ExitRequest", "onOppositeSignal")!);
        Assert.Equal(0, (double)Default("CostRequest", "spread")!);
        Assert.Equal(0, (double)Default("ExchangeFilterRequest", "tickSize")!);
        Assert.All(
            new[] { ("ExitRequest", "stopLoss"), ("CostRequest", "takerFeeRate"), ("CostRequest", "fundingRate") },
            each => Assert.Null(Default(each.Item1, each.Item2)));
    }

    [Fact]
    public async Task Document_has_entity_tags_on_what_is_read_and_guards_on_what_can_collide()
    {
        // Always live, a file, or a stream.
        string[] untagged = ["GetHealth", "GetSystem", "GetCandles", "ExportAsset", "GetSession", "StreamJobEvents", "StreamAllEvents"];
        // They end a run or forget what has ended, whatever has become of it, this browser's session, and months of which a listing
        // tells the versions.
        string[] unguarded = ["CloseSession", "DeleteBackfill", "DropCandles", "PurgeOrchestration"];
        var operations = (await ApiDocument.ReadAsync(app.Http, Cancellation)).Operations;

        Assert.Equal(
            untagged.Order(),
            operations.Where(operation => operation.Method == HttpMethod.Get && !operation.Statuses.Contains(304)).Select(
                operation => operation.Id).Order());
        Assert.Equal(
            unguarded,
            operations.Where(
                operation =>
                    (operation.Method == HttpMethod.Patch || operation.Method == HttpMethod.Put || operation.Method == HttpMethod.Delete)
                && !operation.Statuses.Contains(412)).Select(operation => operation.Id).Order());
    }

    [Fact]
    public async Task Document_lists_every_interval_that_is_known_wherever_a_query_takes_one()
    {
        var parameters = (await ApiDocument.ReadAsync(app.Http, Cancellation)).Operations
            .SelectMany(operation => operation.Json["parameters"]?.AsArray() ?? [])
            .Where(parameter => (string?)parameter!["name"] == "interval").ToList();

        Assert.Equal(7, parameters.Count);
        Assert.All(parameters, parameter => Assert.Equal(
            Interval.All.Select(interval => interval.Code), parameter!["schema"]!["enum"]!.AsArray().Select(code => (string?)code)));
    }

    private static JsonNode? Find(JsonNode root, string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)root, (node, name) => node?[name]);

    // An example may be a schema itself, whose references are its own.
    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject fields => fields.Where(field => field.Key != "example")
            .SelectMany(field => field.Key == "$ref" ? [(string)field.Value!] : References(field.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
