using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Strategies;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Optimization;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

/// <summary>What a job makes of rules: what of built-in strategies, of none to search, of values that cannot be computed.</summary>
public sealed class RuleTrainingTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ValidationRequest Quick => new() { Scope = ValidationScope.HoldOut };

    [Fact]
    public async Task Copy_in_rules_of_every_built_in_strategy_that_can_be_said_gives_the_same_trials_scores_and_trades()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var assets = app.Services.GetRequiredService<IAssetStore>();
        foreach (var (name, document) in RuleCopies.All)
        {
            var copy = $"copy-of-{name}";
            await AddAsync(app, document.Replace("\"name\": \"copy\"", $"\"name\": \"{copy}\"", StringComparison.Ordinal));
            var request = TrainingApp.Request(trials: 5) with { Strategy = name, Validation = Quick };

            var built = await app.RunAsync(request);
            var own = await app.RunAsync(request with { Strategy = copy });

            Assert.Equal((JobState.Completed, JobState.Completed), (built.State, own.State));
            Assert.Equal(
                (built.Data!.Fingerprint, built.Data.ReadFrom, built.Data.TradeFrom),
                (own.Data!.Fingerprint, own.Data.ReadFrom, own.Data.TradeFrom));
            var (expected, found) = (await app.TrialsAsync(built), await app.TrialsAsync(own));
            Assert.Equal(expected.Select(trial => trial.Parameters), found.Select(trial => trial.Parameters));
            Assert.Equal(expected.Select(trial => (trial.State, trial.Score)), found.Select(trial => (trial.State, trial.Score)));
            Assert.Contains(expected, trial => trial.Score is not null);
            var trades = await assets.ReadTradesAsync(built.AssetId!, Cancellation);
            Assert.NotEmpty(trades);
            Assert.Equal(trades, await assets.ReadTradesAsync(own.AssetId!, Cancellation));
        }
    }

    [Theory]
    [InlineData("bayesian")]
    [InlineData("random")]
    [InlineData("sobol")]
    [InlineData("grid")]
    public async Task Rules_without_parameters_are_one_trial_and_an_asset(string optimizer)
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await AddAsync(app, """{"name": "fixed-rules", "long": "cross_above(close, sma(close, 50))", "exit": "cross_below(close, sma(close, 50))"}""");

        var job = await app.RunAsync(
            TrainingApp.Request(trials: 20) with { Strategy = "fixed-rules", Optimizer = optimizer, MinimumTrades = 0 });

        Assert.Equal((JobState.Completed, null), (job.State, job.Error));
        var trial = Assert.Single(await app.TrialsAsync(job));
        Assert.Empty(trial.Parameters);
        using var asset = await app.Http.GetAsync(new Uri($"api/assets/{job.AssetId}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
        foreach (var part in new[] { "insight", "trials", "trials?format=csv", "best" })
        {
            using var answer = await app.Http.GetAsync(new Uri($"api/training/jobs/{job.Id}/{part}", UriKind.Relative), Cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{part}: {await answer.Content.ReadAsStringAsync(Cancellation)}");
        }
    }

    [Fact]
    public async Task Value_with_which_rules_cannot_be_computed_fails_its_trials_and_is_named_with_expression_and_place()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await AddAsync(app, """
            {"name": "hole", "parameters": [{"name": "n", "type": "integer", "default": 5, "low": 2, "high": 9}],
             "long": "cross_above(close, sma(close, 10)) and close > 1 / (n - 7)", "exit": "cross_below(close, sma(close, 10))"}
            """);

        var job = await app.RunAsync(TrainingApp.Request(trials: 8) with { Strategy = "hole", Optimizer = "grid", Validation = Quick });

        Assert.Equal((JobState.Completed, null), (job.State, job.Error));
        var failed = (await app.TrialsAsync(job)).Where(trial => trial.State == TrialState.Failed).ToList();
        Assert.All(failed, trial => Assert.Equal(7, trial.Parameters["n"].Number));
        Assert.NotEmpty(failed);
        Assert.Contains(
            job.Warnings,
            warning => warning.Contains("with n 7: long: line 1, column 48: this gives no number: it divides by zero", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_that_is_deleted_between_the_check_of_a_request_and_its_job_is_what_the_job_is_made_with()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var document = RuleCopies.All["moving-average-crossover"];
        await AddAsync(app, document);
        var intake = app.Services.GetRequiredService<JobIntake>();
        var errors = new ValidationErrors();
        var request = await intake.CheckAsync(
            TrainingApp.Request(trials: 2) with { Strategy = "copy", Validation = Quick }, errors, Cancellation);
        Assert.True(errors.IsEmpty, string.Join("; ", errors.ByField.Keys));

        // No job is there yet that would keep it from being deleted.
        using var deleted = await app.Http.DeleteAsync(new Uri("api/strategies/copy", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var job = await intake.RecordAsync(request!, intake.NewId(), Cancellation);
        await app.Services.GetRequiredService<JobDispatcher>().RunAsync(new DurableOrchestrations(app.Durable), Cancellation);

        job = await app.WaitAsync(job);
        Assert.Equal((JobState.Completed, document), (job.State, job.Request.PinnedStrategy!.Text));
    }

    [Fact]
    public async Task Rules_that_look_back_further_than_the_candles_go_and_break_even_without_a_stop_are_warned_of()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        const string Document = """
            {"name": "far", "parameters": [{"name": "n", "type": "integer", "default": 5, "low": 2, "high": 9}],
             "long": "close > close[9999] and close > sma(close, n)", "breakEven": 5}
            """;

        using var answer = await app.Http.PostAsync(
            new Uri("api/rules/check?exchange=simulated&symbol=BTCUSDT&interval=5m", UriKind.Relative),
            new StringContent(Document, Encoding.UTF8), Cancellation);
        var found = (await answer.Content.ReadFromJsonAsync<CheckedRules>(TradJson.Options, Cancellation))!;

        Assert.Equal(0, Assert.Single(found.Rules!).Candles);
        Assert.StartsWith("'breakEven' stands without stop", found.Warnings[0], StringComparison.Ordinal);
        Assert.Equal(
            "'long' cannot be judged at any candle: the rules look back to 9999 candles, and there are no more than that", found.Warnings[1]);
    }

    [Theory]
    [InlineData("moving-average-crossover", true)]
    [InlineData("rsi-mean-reversion", false)]
    public async Task Break_even_in_distances_of_a_stop_is_warned_of_where_no_signal_has_one(string strategy, bool isIdle)
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        var job = await app.RunAsync(TrainingApp.Request(trials: 2) with
        {
            Strategy = strategy,
            Exits = new ExitRequest { BreakEvenAfter = 1 },
            Validation = Quick,
            MinimumTrades = 0,
        });

        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(isIdle, job.Warnings.Any(warning => warning.StartsWith("exits.breakEvenAfter is 1 distances", StringComparison.Ordinal)));
    }

    private static async Task AddAsync(TrainingApp app, string document)
    {
        using var answer = await app.Http.PostAsync(
            new Uri("api/strategies", UriKind.Relative), new StringContent(document, Encoding.UTF8), Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
