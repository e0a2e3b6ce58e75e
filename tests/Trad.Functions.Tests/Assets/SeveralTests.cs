using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Backtesting.Metrics;
using Trad.Candles.Gaps;
using Trad.Optimization;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Assets;

/// <summary>Trainings over several symbols and for several objectives.</summary>
public sealed class SeveralTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static readonly string[] Both = ["BTCUSDT", "ETHUSDT"];

    private static TrainingRequest Request => TrainedAssets.Request(seed: 5, trials: 8) with { Symbol = null, Symbols = Both };

    [Theory]
    [InlineData(SymbolAggregation.Mean)]
    [InlineData(SymbolAggregation.Median)]
    [InlineData(SymbolAggregation.Worst)]
    public async Task Several_symbols_score_as_their_aggregation_says(SymbolAggregation aggregation)
    {
        var job = await trained.RunAsync(Request with { SymbolAggregation = aggregation });
        var trials = await trained.TrialsAsync(job);

        var completed = trials.Where(trial => trial.State == TrialState.Completed).ToList();
        Assert.NotEmpty(completed);
        Assert.All(completed, trial =>
        {
            var scores = Both.Select(symbol => trial.Symbols![symbol].Sharpe!.Value).ToList();
            Assert.Equal(aggregation == SymbolAggregation.Worst ? scores.Min() : scores.Average(), trial.Score);
            Assert.Equal(trial.Symbols!.Values.Sum(metrics => metrics.Trades), trial.Metrics!.Trades);
            Assert.Equal(trial.Symbols.Values.Max(metrics => metrics.MaximumDrawdown), trial.Metrics.MaximumDrawdown);
        });
    }

    [Fact]
    public async Task Several_symbols_trial_equals_the_trials_of_each_alone()
    {
        var together = await trained.TrainAsync(Request);
        var fixedParameters =
            together.Parameters.ToDictionary(value => value.Key, value => new ParameterOverride { Value = value.Value.Number });

        foreach (var symbol in Both)
        {
            var alone =
                await trained.TrainAsync(TrainedAssets.Request(seed: 5, trials: 1) with { Symbol = symbol, Parameters = fixedParameters });
            Assert.Equal(alone.InSample, together.Symbols![symbol].InSample);
            Assert.Equal(alone.HoldOut, together.Symbols[symbol].HoldOut);
            Assert.Equal(alone.DataFingerprint, together.Symbols[symbol].DataFingerprint);
        }

        Assert.Equal(Both, together.Market.Symbols);
    }

    [Fact]
    public async Task Several_symbols_with_one_that_hardly_trades_are_infeasible_and_say_which()
    {
        var trials = await trained.TrialsAsync(await trained.RunAsync(Request with { MinimumTrades = 100_000 }));

        Assert.All(trials, trial => Assert.Equal(TrialState.Infeasible, trial.State));
        Assert.All(trials, trial => Assert.StartsWith("BTCUSDT: ", trial.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_objectives_give_a_front_that_no_trial_beats()
    {
        var job = await trained.RunAsync(
            TrainedAssets.Request(seed: 6, trials: 16) with { Objective = null, Objectives = ["sharpe", "maximum-drawdown"] });
        var trials = await trained.TrialsAsync(job);

        var front = job.ParetoFront!.Select(number => trials[number]).ToList();
        Assert.NotEmpty(front);
        Assert.All(front, member =>
        {
            Assert.Equal([member.Metrics!.Sharpe!.Value, -member.Metrics.MaximumDrawdown], member.Scores!);
            Assert.DoesNotContain(trials, other => other.Scores is not null && Dominates(other.Metrics!, member.Metrics!));
        });
        Assert.Contains(job.Best!.Trial, job.ParetoFront!);
    }

    [Theory]
    [InlineData("""{"symbols":[]}""", "symbols")]
    [InlineData("""{"symbols":["BTCUSDT","BTCUSDT"]}""", "symbols")]
    [InlineData("""{"symbols":["BTCUSDT","../x"]}""", "symbols")]
    [InlineData("""{"symbols":["BTCUSDT","NOSUCH"]}""", "symbols")]
    [InlineData("""{"symbol":"BTCUSDT","symbols":["ETHUSDT"]}""", "symbol")]
    [InlineData("""{"symbol":"BTCUSDT","symbolAggregation":"sum"}""", "symbolAggregation")]
    [InlineData("""{"symbol":"BTCUSDT","objectives":["sharpe"]}""", "objectives")]
    [InlineData("""{"symbol":"BTCUSDT","objectives":["sharpe","sharpe"]}""", "objectives")]
    [InlineData("""{"symbol":"BTCUSDT","objectives":["sharpe","luck"]}""", "objectives")]
    [InlineData("""{"symbol":"BTCUSDT","objective":"sharpe","objectives":["sharpe","calmar"]}""", "objective")]
    [InlineData("""{"symbol":"BTCUSDT","holdOut":0.6}""", "holdOut")]
    [InlineData("""{"symbol":"BTCUSDT","holdOut":-0.1}""", "holdOut")]
    [InlineData("""{"symbol":"BTCUSDT","gapPolicy":"guess"}""", "gapPolicy")]
    [InlineData("""{"symbol":"BTCUSDT","pruning":"hyperband"}""", "pruning")]
    [InlineData("""{"symbol":"BTCUSDT","pruning":"successive-halving","objectives":["sharpe","calmar"]}""", "pruning")]
    public async Task Request_with_a_wrong_field_is_refused_by_name(string fields, string field)
    {
        var body = JsonNode.Parse(fields)!.AsObject();
        (body["strategy"], body["exchange"], body["interval"]) = ("liquidity-sweep", "simulated", "5m");

        using var response = await trained.App.Http.PostAsJsonAsync("api/training/jobs", body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        Assert.NotNull(problem!["errors"]![field]);
    }

    [Fact]
    public async Task Gap_policy_decides_what_happens_at_a_gap()
    {
        var candles = TrainedAssets.Candles("SOLUSDT");
        await trained.StoreAsync("SOLUSDT", candles.Slice(0, 3000));
        await trained.StoreAsync("SOLUSDT", candles.Slice(3010, candles.Count - 3010));
        var request = TrainedAssets.Request(seed: 7, trials: 3) with { Symbol = "SOLUSDT" };

        var skipped = await trained.RunAsync(request with { GapPolicy = GapPolicy.Skip });
        var filled = await trained.RunAsync(request with { GapPolicy = GapPolicy.ForwardFill });
        using var refused = await trained.App.Http.PostAsJsonAsync(
            "api/training/jobs", request with { GapPolicy = GapPolicy.Fail }, TradJson.Options, TestContext.Current.CancellationToken);
        var problem = await refused.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);

        Assert.Equal(candles.Count - 10, skipped.Data!.Candles);
        Assert.Equal(candles.Count, filled.Data!.Candles);
        Assert.Equal(10, filled.Data.FilledCandles);
        Assert.Contains(filled.Warnings, warning => warning.Contains("10 missing candles were filled", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("10 candles of 5m are missing", (string?)problem!["errors"]!["gapPolicy"]![0], StringComparison.Ordinal);
    }

    private static bool Dominates(BacktestMetrics one, BacktestMetrics other) =>
        one.Sharpe >= other.Sharpe && one.MaximumDrawdown <= other.MaximumDrawdown
        && (one.Sharpe > other.Sharpe || one.MaximumDrawdown < other.MaximumDrawdown);
}
