using Trad.Training.Validation.Splits;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Splits;

public sealed class CombinatorialCrossValidationTests
{
    [Fact]
    public void Ten_groups_two_of_them_tested_make_45_splits_and_9_paths()
    {
        var (evidence, whyNone) = CombinatorialCrossValidation.Run(Noise(trials: 12, days: 300), longestHolding: 3);

        Assert.Null(whyNone);
        Assert.Equal(45, evidence!.Splits);
        Assert.Equal(9, evidence.PathSharpes.Count);
        Assert.Equal(3 + 3, evidence.PurgedDays);
    }

    [Fact]
    public void A_trial_that_is_always_the_best_makes_every_path()
    {
        var noise = Noise(trials: 12, days: 300);
        double[][] trials = [.. Enumerable.Range(0, 12).Select(trial => noise[trial].ToArray())];
        trials[5] = [.. trials[5].Select(value => value + 0.05)];

        var (evidence, _) = CombinatorialCrossValidation.Run(TrialReturns.Create(trials), longestHolding: 1);

        Assert.Equal(evidence!.PathSharpes[0], evidence.PathSharpes[^1], 1e-9);
        Assert.Equal(0, evidence.LosingPaths);
    }

    [Fact]
    public void Too_few_days_and_a_single_trial_say_why_there_is_nothing()
    {
        Assert.Contains("49 days", CombinatorialCrossValidation.Run(Noise(trials: 12, days: 49), 1).WhyNone, StringComparison.Ordinal);
        Assert.Contains("one trial", CombinatorialCrossValidation.Run(Noise(trials: 1, days: 300), 1).WhyNone, StringComparison.Ordinal);
    }

    private static TrialReturns Noise(int trials, int days)
    {
        var random = new Random(7);
        return TrialReturns.Create(
            [.. Enumerable.Range(0, trials).Select(
                _ => Enumerable.Range(0, days).Select(_ => (random.NextDouble() - 0.5) * 0.02).ToArray())]);
    }
}
