using Trad.Testing.Markets;
using Trad.Training.Requests;
using Trad.Training.Tests.Validation.Simulated;
using Trad.Training.Validation;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Trials;

/// <summary>What the statistics of a search rest on.</summary>
public sealed class TrialWeigherTests
{
    private const int Trials = 260;

    [Fact]
    public async Task Statistics_of_a_long_search_are_of_all_its_trials_and_say_so()
    {
        var job = await SearchAsync();

        var validation = job.Validate()!;

        var (evidence, ran) = (validation.Overfitting!, job.Trials.Count(trial => trial.Metrics is not null));
        Assert.Equal(Trials, evidence.TrialsOfJob);
        Assert.Equal((ran, ran), (evidence.Trials, evidence.TrialsBacktested));
        Assert.True(ran > 200, $"{ran} trials were backtested");
        var text = Assert.Single(validation.Judgement!.Findings, finding => finding.Check == "deflated-sharpe").Text;
        Assert.StartsWith("The best of 260 trials, as many as ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("estimated", text, StringComparison.Ordinal);

        // The same from the trials themselves, each backtested again here.
        var backtester = new PartBacktester(job.Job.Request, job.Data);
        var sharpes = job.Trials.Where(trial => trial.Metrics is not null)
            .Select(trial => backtester.Run(trial.Parameters, job.Job.Split!.InSample)!.Returns.Values)
            .Select(returns => DailyReturns.Sharpe(returns)).OfType<double>().ToArray();
        var mean = sharpes.Average();
        Assert.Equal(
            Math.Sqrt(sharpes.Sum(sharpe => (sharpe - mean) * (sharpe - mean)) / (sharpes.Length - 1)),
            evidence.SharpeDeviation!.Value,
            1e-9);
        Assert.InRange(evidence.EffectiveTrials!.Value, 1, sharpes.Length);
        Assert.Equal(
            ExpectedMaximum.Compute(evidence.EffectiveTrials.Value) / Math.Sqrt(evidence.Days - 1) * Math.Sqrt(365),
            evidence.ExpectedMaximumSharpe!.Value,
            1e-9);
    }

    [Fact]
    public async Task A_sample_is_named_as_one_and_stands_for_all_trials()
    {
        var job = await SearchAsync();

        var all = job.Validate()!.Overfitting!;
        var validation = job.Validate(new ValidationOptions { MostMatrixTrials = 60 })!;

        var evidence = validation.Overfitting!;
        Assert.Equal((60, all.TrialsBacktested), (evidence.Trials, evidence.TrialsBacktested));
        Assert.InRange(evidence.EffectiveTrials!.Value, 0.5 * all.EffectiveTrials!.Value, 2 * all.EffectiveTrials.Value);
        string TextOf(string check) => Assert.Single(validation.Judgement!.Findings, finding => finding.Check == check).Text;
        Assert.Contains("(estimated on 60 of them)", TextOf("deflated-sharpe"), StringComparison.Ordinal);
        Assert.Contains($"60 of the {evidence.TrialsBacktested} trials", TextOf("superior-ability"), StringComparison.Ordinal);
    }

    private static Task<SimulatedJob> SearchAsync() => SimulatedJob.SearchAsync(
        new TrainingRequest
        {
            Strategy = "moving-average-crossover",
            Trials = Trials,
            Optimizer = "sobol",
            Seed = 3,
            MinimumTrades = 1,
            Validation = new ValidationRequest { Scope = ValidationScope.HoldOut },
        },
        SimulatedMarket.Make(Edge.None, 120, seed: 700, strength: 0));
}
