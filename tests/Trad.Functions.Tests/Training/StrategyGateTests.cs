using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Tests.Operations.Releases;
using Trad.Optimization.Spaces;
using Trad.Testing;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

/// <summary>What a job refuses before its first trial, and what makes its trials infeasible.</summary>
public sealed class StrategyGateTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Strategy_that_peeks_through_an_indicator_fails_the_job_with_the_indicator_and_the_candle_before_the_first_trial()
    {
        using var strategy = StrategyCatalog.Register(
            new Crossing("peeking", warmUp: 50, (indicators, _) => indicators.Get(new("next close", 1), (cache, _, column) =>
        {
            cache.Candles.Close[1..].CopyTo(column);
            column[^1] = double.NaN;
        })));
        await using var app = await TrainingApp.StartAsync(azurite);

        var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "peeking" });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Matches("^peeking looks ahead: at the candle of 20.*Z it says long.*The indicator 'next close 1' looks ahead", job.Error);
        Assert.Equal(0, job.Progress.TrialsCompleted);
        Assert.Null(job.AssetId);
    }

    [Fact]
    public async Task Strategy_that_declares_too_short_a_warm_up_fails_the_job_with_the_indicator_and_the_candle()
    {
        using var strategy = StrategyCatalog.Register(new Crossing("unprepared", warmUp: 3, (indicators, _) => indicators.CloseAverage(5)));
        await using var app = await TrainingApp.StartAsync(azurite);

        var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "unprepared" });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Matches(
            "^unprepared declares a warm-up of 3 candles, but .* at the candle of 20.*The indicator 'close average 20' needs more",
            job.Error);
    }

    [Fact]
    public async Task Strategy_that_peeks_with_the_winning_parameters_only_fails_the_job_and_publishes_nothing()
    {
        // No check of parameters from all over the space comes upon these.
        using var strategy = StrategyCatalog.Register(new Crossing("narrow", warmUp: 50, (indicators, parameters) =>
            parameters["share"] is > 0.6141 and < 0.6143
                ? indicators.Get(new("next close", 1), (cache, _, column) =>
                {
                    cache.Candles.Close[1..].CopyTo(column);
                    column[^1] = double.NaN;
                })
                : indicators.CloseAverage(5)));
        await using var app = await TrainingApp.StartAsync(azurite);

        var job = await app.RunAsync(TrainingApp.Request(trials: 4) with
        {
            Strategy = "narrow",
            Selection = SelectionRule.Maximum,
            TryFirst = [new Dictionary<string, ParameterValue> { ["share"] = 0.6142 }],
        });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Matches(
            "^The trial must not be published: narrow looks ahead: at the candle of 20.*Z it says .*The indicator 'next close 1' looks ahead.*share 0[.]6142",
            job.Error);
        Assert.Equal(4, job.Progress.TrialsCompleted);
        Assert.Equal(0, job.Best!.Trial);
        Assert.Null(job.AssetId);
        Assert.DoesNotContain(
            await app.Services.GetRequiredService<IAssetStore>().ReadAllAsync(TestContext.Current.CancellationToken),
            asset => asset.JobId == job.Id);

        await TrainingRecorder.KeepAsync(app, job, "training-that-must-not-be-published");

        // Nor does anybody publish it by hand.
        using var refused = await app.Http.PostAsync(
            new Uri($"api/training/jobs/{job.Id}/trials/0/publish", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(
            "The trial must not be published: narrow looks ahead",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constraints_make_trials_infeasible_with_the_reason_and_the_minimum_of_trades_follows_the_range()
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        var job = await app.RunAsync(TrainingApp.Request(trials: 6) with
        {
            MinimumTrades = null,
            Constraints = new Dictionary<string, MetricConstraint> { ["exposure"] = new() { Max = 0 } },
        });

        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(MinimumTradesRule.Compute(10 * 288, 0.2), job.Request.MinimumTrades);
        Assert.Null(job.AssetId);
        Assert.Contains(
            job.Warnings.Concat(job.Endings),
            warning => warning.Contains("trials break exposure <= 0; the nearest was ", StringComparison.Ordinal)
            || warning.Contains("fewer than", StringComparison.Ordinal));
    }

    private delegate ReadOnlySpan<double> Column(IndicatorCache indicators, StrategyParameters parameters);

    private sealed class Crossing(string name, int warmUp, Column fast) : IStrategy
    {
        public string Name => name;

        public string Title => name;

        public string Description => "For a test.";

        public IReadOnlyList<StrategyParameter> Parameters { get; } =
        [
            new IntegerStrategyParameter("length", "Length", "A length.", "candles", 10, 5, 20),
            new ContinuousStrategyParameter("share", "Share", "A share.", "of the price", 0.1, 0.01, 1),
        ];

        public int WarmUp(StrategyParameters parameters) => warmUp;

        public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
        {
            var (quick, lazy) = (fast(indicators, parameters).ToArray(), indicators.CloseAverage(20).ToArray());
            for (var t = 1; t < quick.Length; t++)
            {
                if (quick[t - 1] <= lazy[t - 1] && quick[t] > lazy[t])
                {
                    signals.Set(t, 1, double.NaN, double.NaN);
                }
            }
        }
    }
}
