using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Failures;

/// <summary>
/// Requests that are wrong in ways that tools make them wrong, or that would harm who reads them: each is told what it is.
/// </summary>
public sealed class HelpfulRefusalTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Import = "api/candles/import?exchange=binance&symbol=BTCUSDT&interval=5m";
    private const string Nobody = "api/assets/00000000000000000000000000000000";
    private const string Csv = "open_time,open,high,low,close,volume\n1748736000000,1,2,0.5,1.5,10\n1748736300000,1,2,0.5,1.5,10\n";

    private readonly AppHost _app = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    [Theory]
    [InlineData("name", "\u001b[31mred")]
    [InlineData("name", "\u202egnp")]
    [InlineData("notes", "\u001b]0;title\u0007")]
    [InlineData("notes", "\u202egnp")]
    [InlineData("notes", "\u2067isolated")]
    [InlineData("stageNote", "\u001b[2J")]
    public async Task A_text_that_would_control_its_reader_is_refused_by_name_and_place(string field, string text)
    {
        var body = new JsonObject { [field] = text };
        if (field == "stageNote")
        {
            body["stage"] = "paper";
        }

        using var answer = await _app.Http.PatchAsync(
            Nobody, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), Cancellation);
        Assert.NotNull((await ReadAsync(answer))["errors"]![field]);
    }

    [Fact]
    public async Task Notes_in_several_lines_and_in_any_script_are_taken()
    {
        using var answer = await _app.Http.PatchAsync(
            Nobody, new StringContent("""{"notes":"first\nsecond\twith tab\r\nעברית 日本語"}""", Encoding.UTF8, "application/json"),
            Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(Import, "file", "--data-binary")]
    [InlineData("api/training/jobs", "body", "form")]
    [InlineData("api/training/jobs/1/cancel", "body", "form")]
    public async Task A_form_is_told_that_the_body_must_be_the_thing_itself(string path, string field, string word)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Csv), "file", "candles.csv" } };
        using var answer = await _app.Http.PostAsync(path, form, Cancellation);
        Assert.Contains(word, (string?)(await ReadAsync(answer))["errors"]![field]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_line_ends_is_told_how_it_lost_them_without_being_quoted_whole()
    {
        var flat = string.Concat(Enumerable.Repeat(Csv, 200)).Replace("\n", "", StringComparison.Ordinal);
        using var answer = await _app.Http.PostAsync(
            Import, new StringContent(flat, Encoding.UTF8, "application/x-www-form-urlencoded"), Cancellation);
        var message = (string)(await ReadAsync(answer))["errors"]!["file"]![0]!;
        Assert.Contains("--data-binary", message, StringComparison.Ordinal);
        Assert.True(message.Length < 600, message);
    }

    [Fact]
    public async Task No_message_tells_the_name_of_a_parameter_in_the_code()
    {
        using var answer = await _app.Http.GetAsync("api/exchanges/binance/symbols/BTCUSDT%26x=1", Cancellation);
        Assert.DoesNotContain("Parameter", (await ReadAsync(answer)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_would_cost_much_is_refused_before_it_costs()
    {
        var symbols = new JsonArray([.. Enumerable.Range(0, 1000).Select(number => (JsonNode)$"S{number}")]);
        var choices = new JsonArray([.. Enumerable.Range(0, 20_000).Select(number => (JsonNode)number)]);
        foreach (var (field, value) in new (string, JsonNode)[]
        {
            ("trials", 1_000_000_000), ("symbols", symbols),
            ("tryFirst", new JsonArray([.. Enumerable.Range(0, 1000).Select(_ => (JsonNode)new JsonObject())])),
            ("objectives", new JsonArray("sharpe", "sortino", "calmar")),
            ("parameters", new JsonObject { ["key_level_lookback"] = new JsonObject { ["choices"] = choices } }),
        })
        {
            var body = new JsonObject
            {
                ["strategy"] = "liquidity-sweep",
                ["exchange"] = "simulated",
                ["interval"] = "5m",
                [field] = value,
            };
            if (field != "symbols")
            {
                body["symbol"] = "BTCUSDT";
            }

            using var answer = await _app.Http.PostAsync("api/training/jobs", new StringContent(body.ToJsonString()), Cancellation);
            var errors = (await ReadAsync(answer))["errors"]!.AsObject();
            Assert.Contains(field, errors.ToJsonString(), StringComparison.Ordinal);
            if (field == "parameters")
            {
                Assert.Equal("parameters.key_level_lookback.choices", Assert.Single(errors).Key);
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{(int)answer.StatusCode}: {body}");
        return JsonNode.Parse(body)!;
    }
}
