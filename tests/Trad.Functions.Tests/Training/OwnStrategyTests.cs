using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Functions.Strategies;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Strategies;

namespace Trad.Functions.Tests.Training;

/// <summary>Trainings of strategies that somebody wrote as rules.</summary>
public sealed class OwnStrategyTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rule_copy_of_a_built_in_strategy_is_trained_to_the_same_trials_and_trades_and_pins_its_version()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await AddAsync(app, HttpMethod.Post, "api/strategies", Copy);
        var request = TrainingApp.Request(trials: 6) with { Strategy = "moving-average-crossover", Validation = Quick };

        var built = await app.RunAsync(request);
        var own = await app.RunAsync(request with { Strategy = "copy" });

        Assert.Equal((JobState.Completed, JobState.Completed), (built.State, own.State));
        Assert.Equal(new PinnedStrategy(1, RuleStrategy.Parse(Copy).Hash, Copy), own.Request.PinnedStrategy);
        Assert.Equal(1, own.Request.StrategyVersion);
        var (expected, found) = (await app.TrialsAsync(built), await app.TrialsAsync(own));
        Assert.Equal(expected.Select(trial => trial.Parameters), found.Select(trial => trial.Parameters));
        Assert.Equal(expected.Select(trial => trial.Score), found.Select(trial => trial.Score));
        var assets = app.Services.GetRequiredService<IAssetStore>();
        var trades = await assets.ReadTradesAsync(built.AssetId!, Cancellation);
        Assert.NotEmpty(trades);
        Assert.Equal(trades, await assets.ReadTradesAsync(own.AssetId!, Cancellation));
        Assert.Equal(own.Request.PinnedStrategy, (await assets.FindAsync(own.AssetId!, Cancellation))!.Asset.Request.PinnedStrategy);
    }

    [Fact]
    public async Task Strategy_of_an_asset_that_was_deleted_and_can_be_restored_is_not_removed()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await AddAsync(app, HttpMethod.Post, "api/strategies", Copy);
        var job = await app.RunAsync(TrainingApp.Request(trials: 2) with { Strategy = "copy", Validation = Quick });
        Assert.NotNull(job.AssetId);
        foreach (var gone in new[] { $"api/assets/{job.AssetId}", $"api/training/jobs/{job.Id}" })
        {
            using var deleted = await app.Http.DeleteAsync(new Uri(gone, UriKind.Relative), Cancellation);
            Assert.True(deleted.IsSuccessStatusCode, await deleted.Content.ReadAsStringAsync(Cancellation));
        }

        foreach (var strategy in new[] { "api/strategies/copy?version=1", "api/strategies/copy" })
        {
            using var refused = await app.Http.DeleteAsync(new Uri(strategy, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains(
                $"deleted asset {job.AssetId}", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        using var permanent = await app.Http.DeleteAsync(
            new Uri($"api/assets/{job.AssetId}?permanent=true", UriKind.Relative), Cancellation);
        Assert.True(permanent.IsSuccessStatusCode, await permanent.Content.ReadAsStringAsync(Cancellation));
        using var removed = await app.Http.DeleteAsync(new Uri("api/strategies/copy", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task What_is_made_of_a_job_later_is_computed_by_the_text_that_it_pinned_whatever_is_kept()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await AddAsync(app, HttpMethod.Post, "api/strategies", Copy);
        var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "copy", Validation = Quick });
        var other = Copy.Replace("cross_above", "cross_below", StringComparison.Ordinal);
        await AddAsync(app, HttpMethod.Put, "api/strategies/copy", other);

        using var used = await app.Http.DeleteAsync(new Uri("api/strategies/copy?version=1", UriKind.Relative), Cancellation);
        using var all = await app.Http.DeleteAsync(new Uri("api/strategies/copy", UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (used.StatusCode, all.StatusCode));
        var refusal = await used.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains($"job #{job.Number}", refusal, StringComparison.Ordinal);
        Assert.Contains($"asset {job.AssetId}", refusal, StringComparison.Ordinal);

        // Even where somebody else took the whole strategy away, and the process forgot everything.
        Assert.True(await app.Services.GetRequiredService<IStrategyStore>().RemoveAsync("copy", _ => true, Cancellation));
        await app.RestartAsync();

        foreach (var part in new[] { "indicators", "report", "export", "equity", "trades" })
        {
            using var answer = await app.Http.GetAsync(new Uri($"api/assets/{job.AssetId}/{part}", UriKind.Relative), Cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{part}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}");
        }

        using var freqtrade = await app.Http.GetAsync(
            new Uri($"api/assets/{job.AssetId}/export?format=freqtrade", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, freqtrade.StatusCode);
        Assert.Contains("is not written for it", await freqtrade.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var published = await app.PostAsync(job, "trials/0/publish");
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync(Cancellation));
        using var resumed = await app.PostAsync(job, "resume", new { trials = 2 });
        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
        var longer = await app.WaitAsync((await resumed.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!);
        Assert.Equal((JobState.Completed, 6), (longer.State, longer.Progress.TrialsCompleted));
        using var cloned = await app.PostAsync(job, "clone");
        var clone = await app.WaitAsync((await cloned.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!);
        Assert.Equal((JobState.Completed, Copy), (clone.State, clone.Request.PinnedStrategy?.Text));
    }

    [Fact]
    public async Task Rules_that_never_or_always_hold_are_warned_of_with_their_share_by_the_check_and_by_the_job()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        const string Document = """
            {"name": "odd", "parameters": [{"name": "length", "type": "integer", "default": 5, "low": 2, "high": 9}],
             "long": "cross_above(close, sma(close, length))", "short": "close / (close - close) > 1 or log(0 - close) > 1",
             "exit": {"long": "close > 0"}}
            """;
        using var asked = new HttpRequestMessage(HttpMethod.Post, "api/rules/check?exchange=simulated&symbol=BTCUSDT&interval=5m&signals=200")
        {
            Content = new StringContent(Document, Encoding.UTF8),
        };
        using var answer = await app.Http.SendAsync(asked, Cancellation);
        var found = (await answer.Content.ReadFromJsonAsync<CheckedRules>(TradJson.Options, Cancellation))!;
        await AddAsync(app, HttpMethod.Post, "api/strategies", Document);

        var job = await app.RunAsync(TrainingApp.Request(trials: 2) with { Strategy = "odd", Validation = Quick, MinimumTrades = 0 });

        // A division by zero and a logarithm below zero have no value, and nothing is signalled by what has none.
        Assert.Empty(found.Problems);
        Assert.Collection(
            found.Warnings,
            warning => Assert.EndsWith(" candles, but 'short' holds there, too, or 'exit.long' holds there, too", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("'exit.long' nearly always holds: at 100 % of ", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("'short' never holds: at none of ", warning, StringComparison.Ordinal));
        Assert.Equal(200, found.Signals!.Candles);
        Assert.DoesNotContain(found.Signals.Items, signal => signal.Kind == RuleMarkKind.EnterShort);
        Assert.Equal(JobState.Completed, job.State);
        Assert.Contains(job.Warnings, warning => warning.StartsWith("Rule 'short' never holds: at none of ", StringComparison.Ordinal));
        Assert.Contains(job.Warnings, warning => warning.StartsWith("Rule 'exit.long' nearly always holds: ", StringComparison.Ordinal));
        var log = (await app.Http.GetFromJsonAsync<ListPage<LogLine>>(
            $"api/training/jobs/{job.Id}/logs?limit=1000", TradJson.Options, Cancellation))!.Items;
        Assert.Contains(log, line => line.Level == JobLogLevel.Info && line.Message.StartsWith("Rule 'long' holds at ", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Level == JobLogLevel.Warning && line.Message.StartsWith("Rule 'short' never", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lists_of_jobs_and_assets_tell_version_and_hash_of_a_pinned_strategy_without_its_text()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await AddAsync(app, HttpMethod.Post, "api/strategies", Copy);
        var job = await app.RunAsync(TrainingApp.Request(trials: 2) with { Strategy = "copy", Validation = Quick, MinimumTrades = 0 });

        var jobs = (await app.Http.GetFromJsonAsync<ListPage<TrainingJob>>(
            "api/training/jobs?strategy=copy", TradJson.Options, Cancellation))!;
        var assets = (await app.Http.GetFromJsonAsync<ListPage<TrainedAsset>>("api/assets?strategy=copy", TradJson.Options, Cancellation))!;

        var pin = job.Request.PinnedStrategy!;
        Assert.Equal(Copy, pin.Text);
        Assert.Equal([pin with { Text = null }], jobs.Items.Select(each => each.Request.PinnedStrategy));
        Assert.Equal([pin with { Text = null }], assets.Items.Select(each => each.Request.PinnedStrategy));
    }

    [Fact]
    public async Task Version_is_the_newest_unless_one_is_named_and_a_clone_may_take_another()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await AddAsync(app, HttpMethod.Post, "api/strategies", Copy);
        await AddAsync(app, HttpMethod.Put, "api/strategies/copy", Copy + " ");
        var request = TrainingApp.Request(trials: 2) with { Strategy = "copy", Validation = Quick };

        var newest = await app.RunAsync(request);
        var first = await app.RunAsync(request with { StrategyVersion = 1 });
        using var cloned = await app.PostAsync(first, "clone", new { strategyVersion = 2 });
        var clone = (await cloned.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!;

        Assert.Equal((2, 1, 2), (newest.Request.StrategyVersion, first.Request.StrategyVersion, clone.Request.StrategyVersion));
        Assert.Equal(Copy + " ", clone.Request.PinnedStrategy!.Text);
        await app.WaitAsync(clone);
    }

    [Fact]
    public async Task Wrong_strategies_and_versions_are_refused_field_by_field()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await AddAsync(app, HttpMethod.Post, "api/strategies", Copy);
        var request = TrainingApp.Request(trials: 2) with { Strategy = "copy" };
        var pin = new PinnedStrategy(1, RuleStrategy.Parse(Copy).Hash, Copy);
        var other = RuleStrategy.Parse(Copy + " ");
        foreach (var (wrong, field, expected) in new[]
        {
            (request with { Strategy = "cpoy" }, "strategy", "did you mean 'copy'?"),
            (request with { StrategyVersion = 7 }, "strategyVersion", "is 7; 'copy' has 1"),
            (request with { Strategy = "macd-trend", StrategyVersion = 1 }, "strategyVersion", "built-in"),
            (request with { Strategy = "macd-trend", PinnedStrategy = pin }, "pinnedStrategy", "built-in"),
            (request with { PinnedStrategy = pin with { Hash = "0" } }, "pinnedStrategy", "hash"),
            (request with { PinnedStrategy = new PinnedStrategy(1, other.Hash, other.Text) }, "pinnedStrategy", "version 1 of 'copy'"),
            (request with { PinnedStrategy = pin with { Text = null! } }, "pinnedStrategy", "must have version, hash and text"),
            (request with { PinnedStrategy = pin with { Version = 0 } }, "pinnedStrategy", "version 0"),
            (request with { PinnedStrategy = pin with { Text = "{" } }, "pinnedStrategy", "line 1"),
            (request with { Strategy = "another", PinnedStrategy = pin }, "pinnedStrategy", "'another'"),
            (request with { Parameters = new Dictionary<string, ParameterOverride> { ["long_period"] = new() { High = 9 } } },
                "parameters.long_period", "no such parameter"),
        })
        {
            using var answer = await app.Http.PostAsync(
                new Uri("api/training/jobs?dryRun=true", UriKind.Relative), JsonContent.Create(wrong, options: TradJson.Options), Cancellation);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, text);
            var messages = JsonNode.Parse(text)!["errors"]![field]?.ToJsonString() ?? $"not {field}: {text}";
            Assert.Contains(expected, JsonNode.Parse(messages)![0]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    private static ValidationRequest Quick => new() { Scope = ValidationScope.HoldOut };

    // With the very search of the built-in strategy.
    private static string Copy
    {
        get
        {
            Assert.True(StrategyCatalog.TryGet("moving-average-crossover", out var strategy));
            var parameters = strategy.Parameters.OfType<IntegerStrategyParameter>().Select(parameter => string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"name": "{{parameter.Name}}", "type": "integer", "default": {{parameter.Default}}, "low": {{parameter.Low}}, "high": {{parameter.High}}}"""));
            return $$"""
                {
                  "name": "copy",
                  "parameters": [{{string.Join(", ", parameters)}}],
                  "orders": [{"smaller": "fast_period", "larger": "slow_period"}],
                  "long": "cross_above(sma(close, fast_period), sma(close, slow_period))",
                  "short": "cross_below(sma(close, fast_period), sma(close, slow_period))"
                }
                """;
        }
    }

    private static async Task AddAsync(TrainingApp app, HttpMethod method, string address, string document)
    {
        using var request = new HttpRequestMessage(method, address) { Content = new StringContent(document, Encoding.UTF8) };
        using var answer = await app.Http.SendAsync(request, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
