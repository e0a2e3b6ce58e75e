using System.Numerics;
using CsCheck;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class BacktestOverfittingTests
{
    /// <summary>Computed by the Python package pypbo from the same twelve trials of 240 days.</summary>
    [Theory]
    [InlineData("none", 6, 0.25, 0.15, -0.0022607826755095847, 0.25380159049232986, 0.1668713385158771)]
    [InlineData("none", 8, 0.2142857142857143, 0.11428571428571428, -0.05134536287418426, 0.2564601289638029, 0.1712768778975077)]
    [InlineData("none", 12, 0.22294372294372294, 0.16017316017316016, -0.17917472192733208, 0.2609515401820722, 0.15460154351372968)]
    [InlineData("first", 8, 0, 0, -0.8666686007661869, 0.4415425288958884, 0.4354157235429292)]
    [InlineData("growing", 6, 0.05, 0, -0.5198116465247353, 0.40203373457460945, 0.29793437543870144)]
    [InlineData("growing", 12, 0.015151515151515154, 0.0010822510822510823, -0.7854264948544132, 0.4061136076729131, 0.2897799755238042)]
    public void Figures_are_those_of_an_independent_implementation(
        string drift, int blocks, double probability, double loss, double slope, double inSample, double outOfSample)
    {
        var common = SimulatedReturns.Autoregression(240, 0.3, 7);
        var trials = Enumerable.Range(0, 12).Select(trial =>
        {
            var own = SimulatedReturns.Autoregression(240, 0.2, (uint)(800 + trial));
            var more = drift switch { "none" => 0, "first" => trial == 0 ? 0.0015 : 0, _ => 0.0001 * trial };
            return common.Zip(own, (shared, other) => (((0.5 * shared) + (other * (1 + (trial % 3)))) * 0.01) + more).ToArray();
        });
        var overfitting = BacktestOverfitting.Compute(TrialReturns.Create([.. trials]), blocks).Value!.Value;

        Assert.Equal(probability, overfitting.Probability, 1e-12);
        Assert.Equal(loss, overfitting.ProbabilityOfLoss, 1e-12);
        Assert.Equal(slope, overfitting.Degradation!.Value.Slope, 1e-9);
        Assert.Equal(inSample, overfitting.InSampleSharpe, 1e-12);
        Assert.Equal(outOfSample, overfitting.OutOfSampleSharpe, 1e-12);
        Assert.Equal((12, blocks), (overfitting.Configurations, overfitting.Blocks));
    }

    [Fact]
    public void Figures_are_those_of_plain_loops_over_all_combinations_also_for_uneven_blocks_ties_and_idle_halves() =>
        Gen.Select(Gen.Int[-2, 2].Array[29].Array[10, 14], Gen.Bool.Array[14]).Sample(
            (rows, idle) =>
            {
                // Whole numbers make ties; some trials rest in the first blocks.
                var trials = rows.Select((row, i) => row.Select((value, day) => idle[i] && day < 15 ? 0 : value * 0.25).ToArray());
                var returns = TrialReturns.Create([.. trials]);
                var overfitting = BacktestOverfitting.Compute(returns, 6);

                Assert.Equal(returns.Distinct().Trials < 10, overfitting.Value is null);
                if (overfitting.Value is { } value)
                {
                    var (probability, loss) = Plain(returns.Distinct(), 6);
                    Assert.Equal(probability, value.Probability, 1e-9);
                    Assert.Equal(loss, value.ProbabilityOfLoss, 1e-9);
                }
            },
            iter: 100);

    [Fact]
    public void Probability_is_about_one_half_for_trials_without_skill_and_near_zero_for_one_with_an_edge()
    {
        var (noise, edge) = (0.0, 0.0);
        for (var search = 0; search < 40; search++)
        {
            noise += BacktestOverfitting.Compute(SimulatedReturns.Trials((ulong)search, 30, 200), 10).Value!.Value.Probability / 40;
            edge += BacktestOverfitting.Compute(SimulatedReturns.Trials((ulong)search, 30, 200, 0.006), 10).Value!.Value.Probability / 40;
        }

        Assert.Equal(0.5, noise, 0.08);
        Assert.InRange(edge, 0, 0.02);
    }

    [Fact]
    public void Trials_that_are_the_same_count_once_and_few_are_refused()
    {
        double[][] nine = [.. Enumerable.Range(0, 9).Select(trial => SimulatedReturns.Normal(1, trial, 100))];
        double[][] ten = [.. nine, new double[100]];

        Assert.Equal(
            "there are 9 configurations with different returns and it takes 10",
            BacktestOverfitting.Compute(TrialReturns.Create([.. nine, .. nine])).WhyUndefined);
        Assert.Equal(10, BacktestOverfitting.Compute(TrialReturns.Create(ten)).Value!.Value.Configurations);
        Assert.Equal(
            BacktestOverfitting.Compute(TrialReturns.Create(ten)), BacktestOverfitting.Compute(TrialReturns.Create([.. ten, .. ten])));
        Assert.NotEmpty(BacktestOverfitting.Compute(TrialReturns.Create([])).WhyUndefined!);
    }

    [Theory]
    [InlineData(17, null)]
    [InlineData(18, 6)]
    [InlineData(35, 10)]
    [InlineData(48, 16)]
    [InlineData(540, 16)]
    public void Short_times_have_fewer_blocks_and_the_shortest_are_refused(int days, int? blocks) =>
        Assert.Equal(blocks, BacktestOverfitting.Compute(SimulatedReturns.Trials(1, 12, days)).Value?.Blocks);

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(22)]
    public void An_odd_or_extreme_number_of_blocks_is_refused(int blocks) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BacktestOverfitting.Compute(SimulatedReturns.Trials(1, 12, 100), blocks));

    [Fact]
    public void Figures_do_not_depend_on_the_scale_or_order_of_the_trials_and_are_numbers() =>
        Gen.Select(Gen.Double[-0.1, 0.1].Array[20].Array[10, 13], Gen.Int[0, 3]).Sample(
            (rows, constant) =>
            {
                for (var i = 0; i < constant; i++)
                {
                    Array.Fill(rows[i], 0.01 * i);
                }

                int Scale(double[] row, int i) => row[0] == row[^1] ? 1 : 1 << (i % 5);
                var other = rows.Reverse().Select((row, i) => row.Select(value => value * Scale(row, i)).ToArray());
                var one = BacktestOverfitting.Compute(TrialReturns.Create(rows), 6).Value;
                var two = BacktestOverfitting.Compute(TrialReturns.Create([.. other]), 6).Value;

                Assert.Equal(one!.Value.Probability, two!.Value.Probability, 1e-9);
                Assert.Equal(one.Value.ProbabilityOfLoss, two.Value.ProbabilityOfLoss, 1e-9);
                Assert.InRange(one.Value.Probability, 0, 1);
                Assert.InRange(one.Value.ProbabilityOfLoss, 0, 1);
                Assert.True(double.IsFinite(one.Value.InSampleSharpe + one.Value.OutOfSampleSharpe + (one.Value.Degradation?.Slope ?? 0)));
            },
            iter: 200);

    private static (double Probability, double Loss) Plain(TrialReturns returns, int blocks)
    {
        var (overfit, lost, combinations) = (0.0, 0.0, 0);
        for (var half = 0; half < 1 << blocks; half++)
        {
            if (BitOperations.PopCount((uint)half) != blocks / 2)
            {
                continue;
            }

            combinations++;
            var days = Enumerable.Range(0, returns.Observations).ToLookup(day => (half & (1 << Block(day))) != 0);
            var seen = Enumerable.Range(0, returns.Trials).Select(trial => Ratio(returns[trial].ToArray(), days[true])).ToArray();
            var unseen = Enumerable.Range(0, returns.Trials).Select(trial => Ratio(returns[trial].ToArray(), days[false])).ToArray();
            var winners = Enumerable.Range(0, returns.Trials).Where(trial => seen[trial] == seen.Max()).ToArray();
            overfit += winners.Average(winner => 2 * Rank(unseen, winner) <= returns.Trials + 1 ? 1.0 : 0);
            lost += winners.Average(winner => unseen[winner] < 0 ? 1.0 : 0);
        }

        return (overfit / combinations, lost / combinations);

        int Block(int day) => Enumerable.Range(0, blocks).Last(block => block * returns.Observations / blocks <= day);
        double Rank(double[] results, int winner) =>
            results.Count(one => one < results[winner]) + ((results.Count(one => one == results[winner]) + 1) / 2.0);
    }

    // Rounded, as equal ratios must be seen to be equal.
    private static double Ratio(double[] returns, IEnumerable<int> days)
    {
        var chosen = days.Select(day => returns[day]).ToArray();
        var mean = chosen.Average();
        var deviation = Math.Sqrt(chosen.Sum(value => (value - mean) * (value - mean)) / (chosen.Length - 1));
        return deviation < 1e-9 ? 0 : Math.Round(mean / deviation, 9);
    }
}
