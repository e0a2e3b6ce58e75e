using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Functions.Strategies;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;

namespace Trad.Functions.Tests.Strategies;

/// <summary>Strategies of one's own over HTTP.</summary>
public sealed class StrategyFunctionsTests(AppHost app) : IClassFixture<AppHost>
{
    private static readonly string[] Unnoticed = ["gone", "wrong"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_replace_read_and_remove_keep_every_version_and_tell_when_somebody_was_first()
    {
        var (first, second) = (Document("versions"), Document("versions", "close > 1.5 * open"));

        using var added = await SendAsync(HttpMethod.Post, "api/strategies", first);
        Assert.Equal((HttpStatusCode.Created, "/api/strategies/versions"), (added.StatusCode, added.Headers.Location?.OriginalString));
        using var again = await SendAsync(HttpMethod.Post, "api/strategies", second);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);

        using var replaced = await SendAsync(HttpMethod.Put, "api/strategies/versions", second, added.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.NotEqual(added.Headers.ETag, replaced.Headers.ETag);
        using var outdated = await SendAsync(HttpMethod.Put, "api/strategies/versions", first, added.Headers.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, outdated.StatusCode);
        using var same = await SendAsync(HttpMethod.Put, "api/strategies/versions", second, replaced.Headers.ETag);
        Assert.Equal((HttpStatusCode.OK, replaced.Headers.ETag), (same.StatusCode, same.Headers.ETag));

        var newest = await GetAsync("versions");
        Assert.Equal((2, StrategyKind.Own, second), (newest.Strategy.Version, newest.Strategy.Kind, newest.Document));
        Assert.Equal([2, 1], newest.Versions.Select(version => version.Version));
        Assert.Equal(RuleStrategy.Parse(second).Hash, newest.Strategy.Hash);
        Assert.Equal(first, (await GetAsync("versions?version=1")).Document);
        var listed = (await app.Http.GetFromJsonAsync<ListPage<StrategyDescription>>("api/strategies", TradJson.Options, Cancellation))!.Items;
        var own = listed.Single(strategy => strategy.Name == "versions");
        Assert.Equal((StrategyKind.Own, 2), (own.Kind, own.Version));
        Assert.Superset(
            StrategyCatalog.All.Select(strategy => strategy.Name).ToHashSet(), listed.Select(strategy => strategy.Name).ToHashSet());

        using var stale = await SendAsync(HttpMethod.Delete, "api/strategies/versions?version=1", null, added.Headers.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var one = await SendAsync(HttpMethod.Delete, "api/strategies/versions?version=1", null, replaced.Headers.ETag);
        Assert.Equal(HttpStatusCode.NoContent, one.StatusCode);
        Assert.Contains("There is no version 1 of 'versions'; there are 2.", await RefusalAsync("versions?version=1"), StringComparison.Ordinal);
        using var rest = await SendAsync(HttpMethod.Delete, "api/strategies/versions", null);
        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        Assert.Contains("There is no strategy 'versions'; known are ", await RefusalAsync("versions"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Built_in_strategies_are_shown_and_neither_changed_nor_removed(string method)
    {
        var shown = await GetAsync("macd-trend");
        Assert.Equal((StrategyKind.BuiltIn, (int?)null, (string?)null), (shown.Strategy.Kind, shown.Strategy.Version, shown.Document));

        using var refused = await SendAsync(
            new HttpMethod(method), "api/strategies/macd-trend", method == "PUT" ? Document("macd-trend") : null);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    private const string Parameter = """{"name": "n", "type": "integer", "default": 5, "low": 2, "high": 9}""";

    // Each is twice the one before, so the last would be 2^40 averages of the close.
    private static string Doubling => string.Join(
        ", ",
        Enumerable.Range(1, 40).Select(i => $"\"d{i}\": \"sma(d{i - 1}, {i + 1}) + sma(d{i - 1}, {i + 2})\"").Prepend("\"d0\": \"close\""));

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "no JSON", "{", "body: line 1, column " },
        { "no object", "[]", "body: must be an object" },
        { "nothing", "", "body: is empty" },
        { "deep JSON", $"{{\"name\": {new string('[', 10_000)}", "body: line 1, column " },
        { "too long", Document("wrong", new string('1', 100_000)), "body: has 100119 characters; allowed are 65536" },
        { "long expression", Document("wrong", $"close > {new string('1', 10_000)}"), "long: line 1, column 4001: the expression has 10008" },
        { "deep expression", Document("wrong", $"{new string('(', 1000)}close > 1{new string(')', 1000)}"), "long: line 1, column " },
        {
            "many parameters",
            $$"""{"name": "wrong", "long": "close > open", "parameters": [{{string.Join(", ", Enumerable.Repeat(Parameter, 500))}}]}""",
            "parameters: has 500 entries; allowed are 50"
        },
        { "unknown name", Document("wrong", "clsoe > 1"), "long: line 1, column 1: " },
        { "near name", Document("wrong", "clsoe > 1"), "did you mean 'close'?" },
        { "second line", Document("wrong", "close > 1\\nand rsy(close, 14) < 30"), "long: line 2, column 5: " },
        { "built-in name", Document("macd-trend"), "name: 'macd-trend' is a built-in strategy" },
        { "name of a function", Document("wrong", more: ", \"definitions\": {\"sma\": \"1\"}"), "'sma' means something" },
        { "future", Document("wrong", "close[-1] > close"), "long: line 1, column " },
        { "doubling", Document("wrong", "d40 > 1", $", \"definitions\": {{{Doubling}}}"), "definitions.d17: line 1, column 1: the strategy ha" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_documents_are_refused_with_the_place_and_nothing_is_stored(string what, string document, string expected)
    {
        using var refused = await SendAsync(HttpMethod.Post, "api/strategies", document);

        Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, $"{what}: {refused.StatusCode}");
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Contains(expected, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await app.Http.GetFromJsonAsync<ListPage<StrategyDescription>>("api/strategies", TradJson.Options, Cancellation))!.Items,
            strategy => Unnoticed.Contains(strategy.Name));
    }

    [Fact]
    public async Task Check_tells_problems_with_line_and_column_and_else_parameters_and_warm_up_and_stores_nothing()
    {
        var wrong = await CheckAsync(Document("gone", "close > 1\\nand rsy(close, 14) < 30 and hihg > 2"));
        var right = await CheckAsync(RuleExamples.All["golden-cross"]);

        Assert.Equal(("long", 2, 5), wrong.Problems[0] is var problem ? (problem.Field, problem.Line, problem.Column) : default);
        Assert.Null(wrong.Strategy);
        Assert.Empty(right.Problems);
        Assert.Equal(["fast", "slow"], right.Strategy!.Parameters.Select(parameter => parameter.Name));
        Assert.InRange(right.Strategy.WarmUp, 200, 202);
        Assert.Null(right.Rules);
        Assert.Contains("There is no strategy 'gone'", await RefusalAsync("gone"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examples_and_schema_are_given_and_every_example_can_be_kept_and_checked_for_looking_ahead()
    {
        var examples = (await app.Http.GetFromJsonAsync<ListPage<RuleExample>>("api/rules/examples", TradJson.Options, Cancellation))!.Items;
        var schema = await app.Http.GetFromJsonAsync<JsonObject>("api/rules/schema", Cancellation);

        Assert.Equal(RuleExamples.All.Keys, examples.Select(example => example.Name));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema!["$schema"]);
        foreach (var example in examples)
        {
            using var added = await SendAsync(HttpMethod.Post, "api/strategies", example.Document);
            Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        }

        var found = (await app.Http.GetFromJsonAsync<CheckedStrategy>(
            "api/strategies/golden-cross/check?version=1", TradJson.Options, Cancellation))!;
        Assert.True(found.Report.Passed, found.Report.Defect);
        foreach (var example in examples)
        {
            using var removed = await SendAsync(HttpMethod.Delete, $"api/strategies/{example.Name}", null);
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        }
    }

    private static string Document(string name, string rule = "close > open", string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"name": "{{name}}", "parameters": [{"name": "length", "type": "integer", "default": 5, "low": 2, "high": 9}], "long": "{{rule}}"{{more}}}""");

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? body, EntityTagHeaderValue? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, address)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(ifMatch);
        }

        return app.Http.SendAsync(request, Cancellation);
    }

    private async Task<CheckedRules> CheckAsync(string document)
    {
        using var answer = await SendAsync(HttpMethod.Post, "api/rules/check", document);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<CheckedRules>(TradJson.Options, Cancellation))!;
    }

    private async Task<OwnStrategyDescription> GetAsync(string path) =>
        (await app.Http.GetFromJsonAsync<OwnStrategyDescription>($"api/strategies/{path}", TradJson.Options, Cancellation))!;

    private async Task<string> RefusalAsync(string path)
    {
        using var answer = await app.Http.GetAsync(new Uri($"api/strategies/{path}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["detail"]!;
    }
}
