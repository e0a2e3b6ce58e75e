using CsCheck;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class EffectiveTrialsTests
{
    [Fact]
    public void Number_of_identical_and_of_proportional_trials_is_one()
    {
        var one = SimulatedReturns.Normal(1, 0, 100);
        double[][] trials = [one, [.. one], [.. one.Select(value => 3 * value)], [.. one.Select(value => (0.1 * value) + 0.002)]];

        Assert.Equal(1, EffectiveTrials.Estimate(TrialReturns.Create(trials), 7).Value);
    }

    [Theory]
    [InlineData(2, 250)]
    [InlineData(10, 250)]
    [InlineData(100, 540)]
    [InlineData(300, 120)]
    public void Number_of_independent_trials_is_their_number(int trials, int days) =>
        Assert.Equal(1, EffectiveTrials.Estimate(SimulatedReturns.Trials(3, trials, days), 7).Value!.Value / trials, 0.2);

    [Theory]
    [InlineData(3, 20)]
    [InlineData(8, 10)]
    public void Number_of_groups_of_nearly_alike_trials_is_that_of_the_groups(int groups, int each)
    {
        var trials = new List<double[]>();
        for (var group = 0; group < groups; group++)
        {
            var shared = SimulatedReturns.Normal(5, group, 400);
            for (var member = 0; member < each; member++)
            {
                var own = SimulatedReturns.Normal(6, (group * each) + member, 400);
                trials.Add([.. shared.Zip(own, (common, other) => common + (0.01 * other))]);
            }
        }

        Assert.Equal(groups, EffectiveTrials.Estimate(TrialReturns.Create(trials), 7).Value!.Value, 0.15 * groups);
    }

    /// <summary>Equal correlation ρ leaves √(1 − ρ) of the independent maximum; Owen and Steck (1962), Ann. Math. Stat. 33.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void Number_of_equally_correlated_trials_is_that_of_their_closed_form(double correlation)
    {
        var shared = SimulatedReturns.Normal(8, 0, 1000);
        var (together, apart) = (Math.Sqrt(correlation), Math.Sqrt(1 - correlation));
        var trials = Enumerable.Range(1, 40).Select(trial =>
            shared.Zip(SimulatedReturns.Normal(8, trial, 1000), (common, own) => (together * common) + (apart * own)).ToArray());
        var number = EffectiveTrials.Estimate(TrialReturns.Create([.. trials]), 7, 2000).Value!.Value;

        Assert.Equal(Math.Sqrt(1 - correlation) * ExpectedMaximum.Exact(40), ExpectedMaximum.Exact(number), 0.04);
    }

    [Theory]
    [InlineData(1, 400)]
    [InlineData(5, 5)]
    public void Number_among_all_is_estimated_from_a_sample_of_them(int alike, int expected)
    {
        // Four hundred trials: each has its own returns, or there are five groups that hardly differ.
        var sample = Enumerable.Range(0, 100).Select(trial => alike == 1
            ? SimulatedReturns.Normal(11, trial, 300)
            : [.. SimulatedReturns.Normal(11, trial % expected, 300).Zip(
                SimulatedReturns.Normal(12, trial, 300), (shared, own) => shared + (0.001 * own))]).ToList();

        var number = EffectiveTrials.EstimateFromSample(TrialReturns.Create(sample), 400, 7, 4_000).Value!.Value;

        Assert.InRange(number, 0.7 * expected, 1.3 * expected);
    }

    [Fact]
    public void Number_of_a_sample_that_is_all_of_them_is_theirs_and_never_above_their_number()
    {
        var trials = SimulatedReturns.Trials(3, 20, 100);

        Assert.Equal(EffectiveTrials.Estimate(trials, 7), EffectiveTrials.EstimateFromSample(trials, 20, 7));
        Assert.InRange(EffectiveTrials.EstimateFromSample(trials, 21, 7).Value!.Value, 15, 21);
        Assert.Equal(
            1, EffectiveTrials.EstimateFromSample(TrialReturns.Create([.. Enumerable.Repeat(trials[0].ToArray(), 8)]), 5_000, 7).Value);
        Assert.NotEmpty(EffectiveTrials.EstimateFromSample(TrialReturns.Create([]), 5_000, 7).WhyUndefined!);
    }

    [Fact]
    public void Trials_that_never_vary_do_not_count()
    {
        double[] constant = [.. Enumerable.Repeat(0.1, 100)];
        double[][] trials = [SimulatedReturns.Normal(1, 0, 100), SimulatedReturns.Normal(1, 1, 100), new double[100], constant];

        Assert.Equal(
            EffectiveTrials.Estimate(TrialReturns.Create(trials[..2]), 7).Value,
            EffectiveTrials.Estimate(TrialReturns.Create(trials), 7).Value);
        Assert.Equal(1, EffectiveTrials.Estimate(TrialReturns.Create(trials[1..]), 7).Value);
        Assert.NotEmpty(EffectiveTrials.Estimate(TrialReturns.Create(trials[2..]), 7).WhyUndefined!);
        Assert.NotEmpty(EffectiveTrials.Estimate(TrialReturns.Create([]), 7).WhyUndefined!);
        Assert.NotEmpty(EffectiveTrials.Estimate(TrialReturns.Create([[0.1], [0.2]]), 7).WhyUndefined!);
    }

    [Fact]
    public void Number_lies_between_one_and_that_of_the_trials_and_is_the_same_for_the_same_seed() =>
        Gen.Select(Gen.Double[-0.1, 0.1].Array[5].Array[1, 8], Gen.ULong).Sample(
            (rows, seed) =>
            {
                var number = EffectiveTrials.Estimate(TrialReturns.Create(rows), seed, 40);

                Assert.Equal(number, EffectiveTrials.Estimate(TrialReturns.Create(rows), seed, 40));
                Assert.True(number.Value is null or (>= 1 and <= 8) && number.Value is not > 1e-9 + 8, $"{number}");
                Assert.True((number.Value ?? 1) <= rows.Length);
            },
            iter: 200);
}
