using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Parquet;
using Trad.Functions.Tests.Assets;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training;

/// <summary>Parameters that are on or off, from the request to every file that is taken away.</summary>
public sealed class FlagParameterTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => trained.App.Http;

    [Fact]
    public async Task Strategies_show_a_flag_as_a_boolean()
    {
        var strategies = await Http.GetFromJsonAsync<JsonObject>("api/strategies", Cancellation);
        var spring = strategies!["items"]!.AsArray().Single(strategy => (string?)strategy!["name"] == "failed-breakdown")!;

        var mirror = spring["parameters"]!.AsArray().Single(parameter => (string?)parameter!["name"] == "mirror_short")!.AsObject();
        Assert.Equal(
            ("boolean", "false", "[false]", "true or false"),
            ((string?)mirror["type"], mirror["default"]!.ToJsonString(), mirror["choices"]!.ToJsonString(), (string?)mirror["allowed"]));
        var schema = spring["schema"]!["properties"]!["mirror_short"]!;
        Assert.Equal(("boolean", "false"), ((string?)schema["type"], schema["default"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"mirror_short":true}""")]
    [InlineData("""{"mirror_short":{"value":true}}""")]
    [InlineData("""{"mirror_short":{"choices":[true]}}""")]
    [InlineData("""{"mirror_short":1}""")]
    public async Task Flag_that_is_asked_for_is_a_boolean_in_trials_files_and_the_asset(string parameters)
    {
        var job = await RunAsync($$"""{"parameters":{{parameters}},"trials":3}""");

        var trials = await Http.GetFromJsonAsync<JsonObject>($"api/training/jobs/{job.Id}/trials", Cancellation);
        Assert.All(trials!["items"]!.AsArray(), trial => Assert.Equal("true", trial!["parameters"]!["mirror_short"]!.ToJsonString()));

        var csv = (await Http.GetStringAsync($"api/training/jobs/{job.Id}/trials?format=csv", Cancellation)).Split("\r\n");
        Assert.Equal("true", csv[1].Split(',')[Array.IndexOf(csv[0].Split(','), "parameter.mirror_short")]);

        using var parquet = new MemoryStream(
            await Http.GetByteArrayAsync($"api/training/jobs/{job.Id}/trials?format=parquet", Cancellation));
        await using var reader = await ParquetReader.CreateAsync(parquet, cancellationToken: Cancellation);
        Assert.Equal(typeof(bool), reader.Schema.DataFields.Single(field => field.Name == "parameter.mirror_short").ClrType);

        var asset = await Http.GetFromJsonAsync<JsonObject>($"api/assets/{job.AssetId}", Cancellation);
        Assert.Equal("true", asset!["parameters"]!["mirror_short"]!.ToJsonString());
        using var zip = new ZipArchive(await Http.GetStreamAsync($"api/assets/{job.AssetId}/export?format=freqtrade", Cancellation));
        var freqtrade = JsonNode.Parse(zip.GetEntry("FailedBreakdown.json")!.Open())!;
        Assert.Equal("true", freqtrade["params"]!["buy"]!["mirror_short"]!.ToJsonString());
        Assert.Contains(
            "parameter,mirror_short,true\n", await Http.GetStringAsync($"api/assets/{job.AssetId}/export?format=csv", Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_to_try_first_may_turn_a_flag_and_then_both_are_searched()
    {
        var job = await RunAsync("""{"tryFirst":[{},{"mirror_short":true}],"trials":12,"optimizer":"sobol"}""");

        var trials = await trained.TrialsAsync(job);
        Assert.Equal(["false", "true"], trials.Take(2).Select(trial => trial.Parameters["mirror_short"].ToString()));
        Assert.Equal(
            ["false", "true"],
            trials.Skip(2).Select(trial => trial.Parameters["mirror_short"].ToString()).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal([false, true], job.Request.Parameters!["mirror_short"].Choices!);
    }

    [Theory]
    [InlineData("""{"parameters":{"mirror_short":2}}""", "parameters.mirror_short.value", "is 2; allowed is true or false")]
    [InlineData(
        """{"parameters":{"mirror_short":"yes"}}""", "parameters.mirror_short", "is \"yes\"; allowed is an object, or the value alone")]
    [InlineData(
        """{"parameters":{"min_touches":true}}""", "parameters.min_touches.value", "is true; allowed is a whole number from 1 to 10000")]
    [InlineData("""{"tryFirst":[{"min_touches":true}]}""", "tryFirst[0].min_touches", "is true; allowed is a whole number from 1 to 10000")]
    [InlineData("""{"tryFirst":[{"min_touches":"3"}]}""", "tryFirst[0].min_touches", "is \"3\"; allowed is a whole number from 1 to 10000")]
    [InlineData(
        """{"tryFirst":[{"mirror_short":true}],"parameters":{"mirror_short":false}}""", "tryFirst[0].mirror_short",
        "is true, outside the search, false; to have it tried, widen the search, for example \"parameters\": {\"mirror_short\": {\"choices\":[false,true]}}")]
    public async Task Value_that_is_refused_is_told_with_what_is_allowed_and_how_it_can_be_had(string fields, string field, string message)
    {
        using var response = await PostAsync(fields);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        Assert.Equal(message, (string?)problem!["errors"]![field]![0]);
    }

    private async Task<TrainingJob> RunAsync(string fields)
    {
        using var response = await PostAsync(fields);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        var job = (await response.Content.ReadFromJsonAsync<TrainingJob>(Trad.Training.TradJson.Options, Cancellation))!;
        while (!job.IsFinished)
        {
            await Task.Delay(20, Cancellation);
            job = (await Http.GetFromJsonAsync<TrainingJob>($"api/training/jobs/{job.Id}", Trad.Training.TradJson.Options, Cancellation))!;
        }

        Assert.True(job.AssetId is not null, $"{job.State}: {job.Error}");
        return job;
    }

    private Task<HttpResponseMessage> PostAsync(string fields)
    {
        // Total return is defined without a trade, so that every trial can be the asset.
        var body = JsonNode.Parse(
            """{"strategy":"failed-breakdown","exchange":"simulated","symbol":"BTCUSDT","interval":"5m","minimumTrades":0,"objective":"total-return","seed":3}""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        return Http.PostAsJsonAsync("api/training/jobs", body, Cancellation);
    }
}
