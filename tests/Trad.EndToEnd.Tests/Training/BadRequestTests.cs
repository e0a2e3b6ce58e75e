using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalHost.Client;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Training;

public sealed class BadRequestTests(ServingHost host) : IClassFixture<ServingHost>
{
    private const string Market = """ "exchange":"simulated","symbol":"BTCUSDT","interval":"5m" """;
    private const string Sweep = """ "strategy":"liquidity-sweep", """ + Market;

    /// <summary>A body, the field that is wrong, and a word that the message must hold.</summary>
    public static TheoryData<string, string, string> Requests => new()
    {
        { "", "body", "empty" },
        { "null", "body", "null" },
        { "[]", "body", "is a list; allowed is an object" },
        { """{"strategy":"liquidity-sweep",""", "body", "line 1" },
        { "{" + Market + "}", "strategy", "required" },
        { """{"strategy":"martingale",""" + Market + "}", "strategy", "liquidity-sweep" },
        { """{"strategy":"liquidity-sweep","exchange":"simulated","symbol":"XRPUSDT","interval":"5m"}""", "symbol", "no candles of simulated XRPUSDT 5m are stored" },
        { """{"strategy":"liquidity-sweep","exchange":"simulated","symbol":"../x","interval":"5m"}""", "symbol", "../x" },
        { """{"strategy":"liquidity-sweep","exchange":"Robert'); DROP","symbol":"BTCUSDT","interval":"5m"}""", "exchange", "lower-case" },
        { """{"strategy":"liquidity-sweep","exchange":"simulated","symbol":"BTCUSDT","interval":"7m"}""", "interval", "5m" },
        { "{" + Sweep + ""","trials":0}""", "trials", "a whole number from 1 to 10,000" },
        { "{" + Sweep + ""","trials":-5}""", "trials", "-5" },
        { "{" + Sweep + ""","trials":1000000}""", "trials", "1000000" },
        { "{" + Sweep + ""","trials":"many"}""", "trials", "a whole number from 1 to 10,000" },
        { "{" + Sweep + ""","trials":1e400}""", "trials", "a whole number" },
        { "{" + Sweep + ""","batchSize":0}""", "batchSize", "1 to 64" },
        { "{" + Sweep + ""","seed":-1}""", "seed", "-1" },
        { "{" + Sweep + ""","lookbackDays":0}""", "lookbackDays", "from 0.001 to 3,660" },
        { "{" + Sweep + ""","lookbackDays":NaN}""", "lookbackDays", "'N'" },
        { "{" + Sweep + ""","lookbackDays":5,"lookbackCandles":100}""", "lookbackCandles", "lookbackDays" },
        { "{" + Sweep + ""","from":"2025-06-20T00:00:00Z","to":"2025-06-10T00:00:00Z"}""", "from", "not before to" },
        { "{" + Sweep + ""","from":"2030-01-01T00:00:00Z"}""", "from", "newest stored candle" },
        { "{" + Sweep + ""","to":"2020-01-01T00:00:00Z"}""", "to", "oldest stored candle" },
        { "{" + Sweep + ""","optimizer":"astrology"}""", "optimizer", "random" },
        { "{" + Sweep + ""","objective":"luck"}""", "objective", "sharpe" },
        { "{" + Sweep + ""","feeRate":-0.1}""", "feeRate", "-0.1" },
        { "{" + Sweep + ""","riskPerTrade":2}""", "riskPerTrade", "from 0.00001 to 1" },
        { "{" + Sweep + ""","parameters":{"pierce_depth":{"low":0.005,"high":0.001}}}""", "parameters.pierce_depth", "above high" },
        { "{" + Sweep + ""","parameters":{"pierce_depth":{"low":-1,"high":0.001}}}""", "parameters.pierce_depth.low", "from 0.000000001 to 100" },
        { "{" + Sweep + ""","parameters":{"pierce_depth":{}}}""", "parameters.pierce_depth", "exactly one of" },
        { "{" + Sweep + ""","parameters":{"luck":{"value":7}}}""", "parameters.luck", "no such parameter" },
        { "{" + Sweep + ""","parameters":{"reversal_candles":{"value":2.5}}}""", "parameters.reversal_candles.value", "whole number" },
        { "{" + Sweep + ""","parameters":{"max_holding_periods":{"choices":[]}}}""", "parameters.max_holding_periods.choices", "0 values" },
        { "{" + Sweep + ""","trails":20}""", "trails", "is no field" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Start_wrong_request_names_the_field_and_records_nothing(string body, string field, string word)
    {
        var before = await CountJobsAsync();

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync(
            new Uri("api/training/jobs", UriKind.Relative), content, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty(field, out var messages), text);
        Assert.Contains(word, string.Join(' ', messages.EnumerateArray().Select(message => message.GetString())), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.Equal(before, await CountJobsAsync());
    }

    [Fact]
    public async Task Start_body_of_a_megabyte_is_refused()
    {
        using var content = new StringContent($$"""{"strategy":"{{new string('x', 1_000_000)}}"}""", Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync(
            new Uri("api/training/jobs", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains(
            "larger than", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/training/jobs?limit=0", "limit")]
    [InlineData("api/training/jobs?limit=ten", "limit")]
    [InlineData("api/training/jobs?continuationToken=' or 1 eq 1", "continuationToken")]
    public async Task List_wrong_paging_names_the_field(string address, string field)
    {
        using var response = await host.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            $"\"{field}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Range_with_fewer_candles_than_the_warm_up_is_refused_and_says_so()
    {
        var refused = await Assert.ThrowsAsync<TradApiException>(() => host.Client.StartTrainingAsync(
            ServingHost.Request(seed: 1, trials: 2) with
            {
                From = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero),
                To = new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero),
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("needs 202 to warm up", refused.Message, StringComparison.Ordinal);
        Assert.Contains("144 of simulated BTCUSDT 5m are stored", refused.Message, StringComparison.Ordinal);
    }

    private async Task<int> CountJobsAsync()
    {
        var page = await host.Http.GetFromJsonAsync<ListPage<TrainingJob>>(
            "api/training/jobs?limit=1000", TradJson.Options, TestContext.Current.CancellationToken);
        return page!.Items.Count;
    }
}
