using CsCheck;
using Trad.Optimization.Randomness;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

/// <summary>White's reality check and Hansen's test.</summary>
public sealed class RealityCheckTests
{
    /// <summary>
    /// Six correlated trials of 250 days. The p-values are from numpy with 40,000 resamples of the sampler of the Python package arch
    /// (June 2026): the reality check is its SPA class (upper, which is not studentised), Hansen's are his formulas written out.
    /// </summary>
    [Fact]
    public void P_values_are_those_of_an_independent_implementation()
    {
        double[] drifts = [0.0001, 0.0004, -0.0005, 0.00008, -0.0012, -0.01];
        var common = SimulatedReturns.Autoregression(250, 0.3, 7);
        var trials = drifts.Select((drift, i) => common.Zip(
            SimulatedReturns.Autoregression(250, 0.2, (uint)(700 + i + 1)),
            (shared, own) => (((0.5 * shared) + (own * (1 + (i % 3)))) * 0.01) + drift).ToArray());
        var resamples = BootstrapMeans.Resample(TrialReturns.Create([.. trials]), 11, 8_000, 4);

        Assert.Equal(0.130, RealityCheck.Compute(resamples).Value!.Value, 0.012);
        var ability = SuperiorPredictiveAbility.Compute(resamples).Value!.Value;
        Assert.Equal(0.0118, ability.Lower, 0.004);
        Assert.Equal(0.0248, ability.PValue, 0.006);
        Assert.Equal(0.0293, ability.Upper, 0.006);
    }

    /// <summary>Computed by arch's SPA class from the same trials.</summary>
    [Theory]
    [InlineData(0, 1.194331772940584e-05)]
    [InlineData(1, 3.280111752151377e-05)]
    [InlineData(2, 8.873682676137911e-05)]
    public void Variance_of_a_trial_is_that_of_an_independent_implementation(int trial, double expected)
    {
        var own = SimulatedReturns.Autoregression(250, 0.2, (uint)(700 + trial + 1));
        var common = SimulatedReturns.Autoregression(250, 0.3, 7);
        var returns = common.Zip(own, (shared, other) => ((0.5 * shared) + (other * (1 + trial))) * 0.01);

        Assert.Equal(expected, LongRunVariance.Estimate([.. returns], 4), 1e-15);
    }

    [Fact]
    public void P_values_are_those_of_plain_loops_over_the_same_resamples()
    {
        var returns = SimulatedReturns.Trials(2, 7, 61, 0.001);
        var resamples = BootstrapMeans.Resample(returns, 5, 203, 3);
        var means = Enumerable.Range(0, 7).Select(trial => returns[trial].ToArray().Average()).ToArray();
        var best = means.Max();
        var (asGood, positions) = (0, new int[61]);
        var drawn = new double[203][];
        resamples.ForEach((draw, each) => drawn[draw] = each.ToArray());
        for (var draw = 0; draw < 203; draw++)
        {
            StationaryBootstrap.Draw(positions, 3, new RandomStream(5, 0x42_4D, draw));
            var largest = double.NegativeInfinity;
            for (var trial = 0; trial < 7; trial++)
            {
                var mean = positions.Average(position => returns[trial][position]);
                Assert.Equal(mean, drawn[draw][trial], 1e-15);
                largest = Math.Max(largest, mean - means[trial]);
            }

            asGood += largest >= best ? 1 : 0;
        }

        Assert.Equal((1 + asGood) / 204.0, RealityCheck.Compute(resamples).Value!.Value, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void P_values_of_trials_without_skill_are_about_uniform(int trials)
    {
        var (check, ability) = (0, 0);
        for (var search = 0; search < 200; search++)
        {
            var resamples = BootstrapMeans.Resample(SimulatedReturns.Trials(1000 + (ulong)search, trials, 120), (ulong)search, 199);
            check += RealityCheck.Compute(resamples).Value < 0.1 ? 1 : 0;
            ability += SuperiorPredictiveAbility.Compute(resamples).Value!.Value.PValue < 0.1 ? 1 : 0;
        }

        Assert.InRange(check, 8, 34);
        Assert.InRange(ability, 8, 34);
    }

    [Fact]
    public void P_values_are_small_for_one_trial_with_an_edge_and_bad_trials_do_not_hide_it_from_hansen()
    {
        var bad = Enumerable.Range(1, 29).Select(trial => SimulatedReturns.Normal(3, trial, 250, -0.01, 0.03));
        var resamples = BootstrapMeans.Resample(TrialReturns.Create([SimulatedReturns.Normal(3, 0, 250, 0.002, 0.01), .. bad]), 1);

        Assert.True(SuperiorPredictiveAbility.Compute(resamples).Value!.Value.PValue < 0.05);
        Assert.True(RealityCheck.Compute(resamples).Value > 0.2);
    }

    [Fact]
    public void P_values_do_not_depend_on_the_scale_or_order_of_the_trials_and_stand_in_their_order() =>
        Gen.Select(Gen.Double[-0.1, 0.1].Array[12].Array[1, 6], Gen.ULong).Sample(
            (rows, seed) =>
            {
                var resamples = BootstrapMeans.Resample(TrialReturns.Create(rows), seed, 50, 2);
                double[][] other = [.. rows.Reverse().Select(row => row.Select(value => value * 8).ToArray())];
                var scaled = BootstrapMeans.Resample(TrialReturns.Create(other), seed, 50, 2);

                Assert.Equal(RealityCheck.Compute(resamples), RealityCheck.Compute(scaled));
                Assert.Equal(SuperiorPredictiveAbility.Compute(resamples), SuperiorPredictiveAbility.Compute(scaled));
                var ability = SuperiorPredictiveAbility.Compute(resamples).Value;
                Assert.True(ability is null or { Lower: > 0, Upper: <= 1 });
                Assert.False(ability?.Lower > ability?.PValue || ability?.PValue > ability?.Upper);
            },
            iter: 300);

    [Fact]
    public void Trials_that_do_nothing_change_nothing_and_alone_are_not_judged()
    {
        var trial = SimulatedReturns.Normal(1, 0, 60);
        var alone = BootstrapMeans.Resample(TrialReturns.Create([trial]), 3, 100);
        var beside = BootstrapMeans.Resample(TrialReturns.Create([new double[60], trial, new double[60]]), 3, 100);
        var nothing = BootstrapMeans.Resample(TrialReturns.Create([new double[60]]), 3, 100);

        Assert.Equal(RealityCheck.Compute(alone), RealityCheck.Compute(beside));
        Assert.Equal(SuperiorPredictiveAbility.Compute(alone), SuperiorPredictiveAbility.Compute(beside));
        Assert.NotEmpty(RealityCheck.Compute(nothing).WhyUndefined!);
        Assert.NotEmpty(SuperiorPredictiveAbility.Compute(nothing).WhyUndefined!);
        Assert.NotEmpty(RealityCheck.Compute(BootstrapMeans.Resample(TrialReturns.Create([]), 3)).WhyUndefined!);
    }

    [Fact]
    public void Against_a_benchmark_the_trials_returns_beyond_it_count()
    {
        double[] market = [0.01, 0.02, -0.03];
        var beyond = TrialReturns.Create([[0.01, 0.02, -0.03], [0.02, 0, 0]]).Beyond(market);

        Assert.Equal([0, 0, 0], beyond[0].ToArray());
        Assert.Equal([0.01, -0.02, 0.03], beyond[1].ToArray());
        Assert.Throws<ArgumentException>(() => beyond.Beyond([0.1]));
    }
}
