using Trad.Backtesting.Metrics;
using Trad.Candles;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Tests.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

/// <summary>A market that goes up and down for ever alike: the averages' crossings always win.</summary>
public sealed class FlawlessTrialTests
{
    private const int Candles = 3000;

    [Theory]
    [InlineData("profit-factor")]
    [InlineData("payoff-ratio")]
    public void Trial_whose_trades_all_win_is_completed_and_ranks_by_its_return(string objective)
    {
        var brief = Evaluate(objective, fast: 5, slow: 20);
        var patient = Evaluate(objective, fast: 8, slow: 30);

        Assert.All([brief, patient], trial => Assert.Equal((TrialState.Completed, 1.0), (trial.State, trial.Metrics!.WinRate)));
        Assert.Null(brief.Metrics!.ProfitFactor);
        Assert.InRange(brief.Score!.Value, 20, 30);
        Assert.Equal(brief.Metrics.TotalReturn > patient.Metrics!.TotalReturn, brief.Score > patient.Score);
    }

    [Fact]
    public void Trial_without_trades_says_why_its_objective_is_not_defined() =>
        Assert.Equal(
            "Profit factor is not defined: there are no trades", Evaluate("profit-factor", fast: 5, slow: 20, amplitude: 0).Reason);

    [Fact]
    public void Best_trial_without_a_loss_is_explained_at_the_end()
    {
        var trial = Evaluate("profit-factor", 5, 20);

        var told = TrialVerdicts.WhyBestIsLossless(Job("profit-factor").Request, BestTrialSelection.Choose([trial]));

        Assert.StartsWith(
            "Trial 0 lost nothing, so its profit factor is not defined. As an objective a value above 10 counts as 20 − 100 / value", told,
            StringComparison.Ordinal);
        Assert.Null(TrialVerdicts.WhyBestIsLossless(Job("sharpe").Request, BestTrialSelection.Choose([trial])));
    }

    [Fact]
    public void Symbol_without_a_loss_says_nothing_of_the_others()
    {
        var flawless = Evaluate("profit-factor", 5, 20).Metrics!;
        var lossy = flawless with { ProfitFactor = 0.5, WinRate = 0.4 };
        var best = new BestTrial(3, 0.5, new ParameterSet([]), lossy)
        {
            Symbols = new Dictionary<string, BacktestMetrics> { ["UPUSDT"] = flawless, ["SOLUSDT"] = lossy },
        };

        var told = TrialVerdicts.WhyBestIsLossless(Job("profit-factor").Request, best);

        Assert.StartsWith("Trial 3 lost nothing on UPUSDT, so its profit factor is not defined there. ", told, StringComparison.Ordinal);
    }

    private static TrialRecord Evaluate(string objective, int fast, int slow, double amplitude = 5) => TrialEvaluator.Evaluate(
        Job(objective).Request, [Data(amplitude)], new Candidate(0, new ParameterSet([new("fast_period", fast), new("slow_period", slow)])),
        0, []);

    private static TrainingJob Job(string objective)
    {
        var request = CompleteRequest.Create(new TrainingRequest
        {
            Strategy = "moving-average-crossover",
            Exchange = "binance",
            Symbol = "BTCUSDT",
            Interval = "5m",
            Objective = objective,
            MinimumTrades = 0,
            FeeRate = 0,
            Slippage = 0,
            HoldOut = 0,
        });
        return new TrainingJob
        {
            Id = "0",
            Number = 1,
            State = JobState.Running,
            CreatedAt = At(0),
            QueuedAt = At(0),
            Request = request,
            Seed = 1,
            Progress = JobProgress.Waiting(20),
        };
    }

    private static TrainingData Data(double amplitude)
    {
        double Price(int i) => 100 + (amplitude * Math.Sin(i / 40.0));
        var candles = CandleSeries.From(
            Interval.FiveMinutes,
            [.. Enumerable.Range(0, Candles).Select(i => new Candle(
                i * 300_000L, Price(i - 1), Math.Max(Price(i - 1), Price(i)), Math.Min(Price(i - 1), Price(i)), Price(i), 1))]);
        return TrainingData.Create(
            new DataSnapshot(
                "binance", "BTCUSDT", Interval.FiveMinutes, At(0), At(Candles), At(Candles - 1), Candles, At(0), 0, 0, "",
                new Dictionary<string, string>()),
            candles);
    }

    private static DateTimeOffset At(int candle) => DateTimeOffset.FromUnixTimeMilliseconds(candle * 300_000L);
}
