using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

public sealed class TrialConstraintsTests
{
    [Theory]
    [InlineData(null, 0.3, 0.3, null)]
    [InlineData(0.3, null, 0.3, null)]
    [InlineData(null, 0.2, 0.3, "maximum-drawdown is 0.3; at most 0.2 is asked for")]
    [InlineData(0.31, null, 0.3, "maximum-drawdown is 0.3; at least 0.31 is asked for")]
    public void Apply_includes_both_ends_and_says_what_is_broken(double? min, double? max, double drawdown, string? reason)
    {
        var trial = TrialConstraints.Apply(Asking("maximum-drawdown", min, max), Trial(0, drawdown));

        Assert.Equal(reason is null ? TrialState.Completed : TrialState.Infeasible, trial.State);
        Assert.Equal(reason is null ? 1.5 : null, trial.Score);
        Assert.Equal(reason, trial.Reason);
    }

    [Fact]
    public void Apply_metric_that_is_not_defined_breaks_its_constraint()
    {
        var trial = TrialConstraints.Apply(
            Asking("profit-factor", 1, null), Trial(0, 0.1) with { Metrics = Metrics(0.1) with { Trades = 0 } });

        Assert.Equal(TrialState.Infeasible, trial.State);
        Assert.StartsWith("profit-factor is not defined: there are no trades", trial.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_tells_every_constraint_that_is_broken()
    {
        var request = new TrainingRequest
        {
            Constraints = new Dictionary<string, MetricConstraint>
            {
                ["maximum-drawdown"] = new() { Max = 0.2 },
                ["trades"] = new() { Min = 30 },
            },
        };

        Assert.Equal(
            "maximum-drawdown is 0.3; at most 0.2 is asked for; trades is 20; at least 30 is asked for",
            TrialConstraints.Apply(request, Trial(0, 0.3)).Reason);
    }

    [Fact]
    public void Infeasible_trials_together_are_counted_with_the_nearest()
    {
        var request = Asking("maximum-drawdown", null, 0.2) with { Symbol = "BTCUSDT", MinimumTrades = 10 };
        var trials = new[] { 0.4, 0.25, 0.3 }.Select((drawdown, i) => TrialConstraints.Apply(request, Trial(i, drawdown))).ToList();

        Assert.Equal(
            ["3 of 3 trials break maximum-drawdown <= 0.2; the nearest was 0.25."],
            TrialVerdicts.WhyNoneIsFeasible(request, trials));
    }

    [Fact]
    public void Trials_that_failed_or_are_infeasible_already_stay_as_they_are()
    {
        var failed = Trial(0, 0.3) with { State = TrialState.Failed, Score = null, Metrics = null, Reason = "no candles" };

        Assert.Same(failed, TrialConstraints.Apply(Asking("maximum-drawdown", null, 0.2), failed));
    }

    private static TrainingRequest Asking(string metric, double? min, double? max) =>
        new() { Constraints = new Dictionary<string, MetricConstraint> { [metric] = new() { Min = min, Max = max } } };

    private static TrialRecord Trial(int trial, double drawdown) =>
        new(trial, 0, TrialState.Completed, 1.5, new ParameterSet([]), Metrics(drawdown), null);

    private static BacktestMetrics Metrics(double drawdown) => new()
    {
        FinalEquity = 10_000,
        TotalReturn = 0,
        MaximumDrawdown = drawdown,
        LongestDrawdownCandles = 3,
        Trades = 20,
        SkippedEntries = 0,
        Exposure = 0.2,
        FeesPaid = 5,
        BuyAndHoldReturn = 0.1,
        Candles = 100,
    };
}
