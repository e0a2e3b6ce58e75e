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

    public static TheoryData<string> Wrong => [.. WrongRules.All.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_documents_are_refused_with_the_place_and_nothing_is_stored(string what)
    {
        var (document, expected) = WrongRules.All[what];
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
    public async Task Keeping_a_document_tells_what_is_suspicious_about_it_and_nothing_of_a_sound_one()
    {
        using var sound = await SendAsync(HttpMethod.Post, "api/strategies", Document("suspicious", "close > sma(close, length)"));
        using var never = await SendAsync(HttpMethod.Put, "api/strategies/suspicious", Document("suspicious", "1 > 2"));
        using var removed = await SendAsync(HttpMethod.Delete, "api/strategies/suspicious", null);

        Assert.Null((await sound.Content.ReadFromJsonAsync<OwnStrategyDescription>(TradJson.Options, Cancellation))!.Warnings);
        var warning = Assert.Single(
            (await never.Content.ReadFromJsonAsync<OwnStrategyDescription>(TradJson.Options, Cancellation))!.Warnings!,
            each => each.Contains("'long'", StringComparison.Ordinal));
        Assert.StartsWith("'long' is false at every candle", warning, StringComparison.Ordinal);
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

    private static string Document(string name, string rule = "close > open") => WrongRules.Document(name, rule);

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
