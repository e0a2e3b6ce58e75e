using Trad.Optimization;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class FreeRoundsTests
{
    [Fact]
    public void Search_that_learns_nothing_has_no_batch_size_unless_one_is_asked_for()
    {
        Assert.Null(Complete(OptimizerNames.Random).BatchSize);
        Assert.Null(Complete(OptimizerNames.Grid).BatchSize);
        Assert.Null(Complete(OptimizerNames.Sobol).BatchSize);
        Assert.Equal(7, CompleteRequest.Create(Request(OptimizerNames.Random) with { BatchSize = 7 }).BatchSize);
    }

    [Fact]
    public void Search_that_looks_back_has_rounds_of_four()
    {
        Assert.Equal(4, Complete(OptimizerNames.Bayesian).BatchSize);
        Assert.Equal(4, Complete(OptimizerNames.CmaEs).BatchSize);
        Assert.Equal(4, CompleteRequest.Create(Request(OptimizerNames.Random) with { Patience = 10 }).BatchSize);
        Assert.Equal(
            4, CompleteRequest.Create(Request(OptimizerNames.Sobol) with { Pruning = TrialPruning.SuccessiveHalving }).BatchSize);
    }

    [Theory]
    [InlineData(1, 2, 64)]
    [InlineData(0, 1, 64)]
    [InlineData(50, 2, 40)]
    [InlineData(100, 3, 30)]
    [InlineData(60_000, 8, 4)]
    public void Round_lasts_about_a_second_within_4_to_64_trials(double trialMs, int workers, int expected) =>
        Assert.Equal(expected, FreeRounds.SizeOf(trialMs, workers));

    private static TrainingRequest Complete(string optimizer) => CompleteRequest.Create(Request(optimizer));

    private static TrainingRequest Request(string optimizer) => new()
    {
        Strategy = "moving-average-crossover",
        Exchange = "binance",
        Symbol = "BTCUSDT",
        Interval = "5m",
        Optimizer = optimizer,
    };
}
