using System.Text.Json;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Testing;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Tests.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

/// <summary>Trials of a moving-average crossover on twenty days of generated candles, of which the last five are held out.</summary>
public sealed class TrialEvaluatorTests
{
    private const int Candles = 20 * 288;
    private const int HoldOut = 5 * 288;
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CandleSeries Market = GeneratedCandles.Make(Interval.FiveMinutes, Start, Candles, seed: 5);
    private static readonly Candidate Crossover = new(3, new ParameterSet([new("fast_period", 5), new("slow_period", 20)]));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Evaluate_measures_what_the_engine_does_on_the_candles_before_the_hold_out()
    {
        var request = Request();
        var strategy = RequestedStrategy.Get(request);

        var trial = TrialEvaluator.Evaluate(request, [Data(Market)], Crossover, round: 1, [], Cancellation);

        var alone = Backtester.Measure(
            new Trad.Backtesting.Indicators.IndicatorCache(Market.Slice(0, Candles - HoldOut)), strategy,
            TrialBacktest.Parameters(strategy, Crossover.Parameters), TrialBacktest.Options(request, 0, null));
        Assert.Equal((TrialState.Completed, 3, 1), (trial.State, trial.Trial, trial.Round));
        Assert.Equal(JsonSerializer.Serialize(alone, TradJson.Options), JsonSerializer.Serialize(trial.Metrics, TradJson.Options));
        Assert.Equal(alone.Sharpe, trial.Score);
        Assert.True(alone.Trades > 10, $"{alone.Trades} trades.");
    }

    [Fact]
    public void Evaluate_whatever_is_held_out_gives_the_same_trial()
    {
        var other = GeneratedCandles.Make(Interval.FiveMinutes, Start, Candles, seed: 6);
        var changed = CandleSeries.From(
            Interval.FiveMinutes, [.. Market.ToList().Take(Candles - HoldOut), .. other.ToList().Skip(Candles - HoldOut)]);

        var trials = new[] { Market, changed }.Select(
            candles => TrialEvaluator.Evaluate(Request(), [Data(candles)], Crossover, 0, [], Cancellation));

        Assert.Single(trials.Select(trial => JsonSerializer.Serialize(trial, TradJson.Options)).Distinct());
    }

    [Fact]
    public void Evaluate_with_fewer_trades_than_asked_for_is_infeasible_and_says_both_numbers()
    {
        var trial = TrialEvaluator.Evaluate(Request() with { MinimumTrades = 100_000 }, [Data(Market)], Crossover, 0, [], Cancellation);

        Assert.Equal((TrialState.Infeasible, (double?)null), (trial.State, trial.Score));
        Assert.Equal($"{trial.Metrics!.Trades} trades are fewer than 100000", trial.Reason);
    }

    [Fact]
    public void Evaluate_of_a_part_of_the_candles_asks_for_no_minimum_of_trades()
    {
        var part = TrialEvaluator.Evaluate(Request() with { MinimumTrades = 100_000 }, Data(Market), Crossover, part: 0.25);

        Assert.Equal(TrialState.Completed, part.State);
    }

    [Fact]
    public void Evaluate_of_parameters_that_the_strategy_refuses_is_a_failed_trial_with_the_reason()
    {
        var trial = TrialEvaluator.Evaluate(
            Request(), [Data(Market)], new Candidate(0, new ParameterSet([new("fast_period", 5), new("unknown", 1)])), 0, [], Cancellation);

        Assert.Equal((TrialState.Failed, (double?)null), (trial.State, trial.Score));
        Assert.Contains("unknown", trial.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_whose_token_is_cancelled_ends() => Assert.Throws<OperationCanceledException>(
        () => TrialEvaluator.Evaluate(Request(), [Data(Market)], Crossover, 0, [], new CancellationToken(canceled: true)));

    // What breaks no rule and no market ever was: fourth powers of such returns are beyond every double. The objective says so, and
    // what is written down of the trial has a number or nothing.
    [Theory]
    [InlineData(1e80)]
    [InlineData(1e160)]
    [InlineData(1e300)]
    public void Evaluate_over_a_price_beyond_all_measure_is_written_with_numbers_or_nothing_and_read_again(double price)
    {
        var spoilt = CandleSeries.From(
            Interval.FiveMinutes,
            [.. Market.ToList().Select((candle, i) => i == 2000 ? candle with { High = price, Close = price } : candle)]);

        var trial = TrialEvaluator.Evaluate(Request(), [Data(spoilt)], Crossover, 0, [], Cancellation);
        var json = JsonSerializer.Serialize(trial, TradJson.Options);
        var read = JsonSerializer.Deserialize<TrialRecord>(json, TradJson.Options)!;

        Assert.True(trial.State == TrialState.Infeasible || double.IsFinite(trial.Score!.Value), $"{trial.State}, {trial.Score}");
        Assert.Equal((trial.State, trial.Reason, trial.Metrics!.Trades), (read.State, read.Reason, read.Metrics!.Trades));
        foreach (var property in typeof(BacktestMetrics).GetProperties().Where(each => each.PropertyType == typeof(double?)))
        {
            var measured = (double?)property.GetValue(trial.Metrics);
            Assert.Equal(measured is { } number && double.IsFinite(number) ? measured : null, (double?)property.GetValue(read.Metrics));
        }
    }

    private static TrainingRequest Request() => CompleteRequest.Create(new TrainingRequest
    {
        Strategy = "moving-average-crossover",
        Exchange = "binance",
        Symbol = "BTCUSDT",
        Interval = "5m",
        Objective = "sharpe",
        MinimumTrades = 1,
    });

    private static TrainingData Data(CandleSeries candles) => TrainingData.Create(
        new DataSnapshot(
            "binance", "BTCUSDT", Interval.FiveMinutes, At(0), At(Candles), At(Candles - 1), Candles, At(0), 0, 0, "",
            new Dictionary<string, string>())
        {
            HoldOutFrom = At(Candles - HoldOut),
        },
        candles);

    private static DateTimeOffset At(int candle) => Start.AddMinutes(5 * candle);
}
