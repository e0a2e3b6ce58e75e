using CsCheck;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

public sealed class RungDecisionTests
{
    [Theory]
    [InlineData(9.0, true)]
    [InlineData(6.5, true)]
    [InlineData(5.5, true)]
    [InlineData(4.5, false)]
    [InlineData(-9.0, false)]
    public void Only_the_best_third_goes_on_rounded_up(double score, bool goesOn) =>
        Assert.Equal(goesOn, RungDecision.GoesOn(score, [1, 7, 2, 6, 3, 5, 4], 3));

    [Fact]
    public void Of_equal_scores_the_earlier_comes_first()
    {
        Assert.False(RungDecision.GoesOn(1, [1], 3));
        Assert.False(RungDecision.GoesOn(5, [5, 4], 3));
        Assert.True(RungDecision.GoesOn(5, [5, 4, 3], 3));
        Assert.False(RungDecision.GoesOn(5, [5, 5, 3], 3));
    }

    [Fact]
    public void The_first_score_of_all_goes_on() => Assert.True(RungDecision.GoesOn(-100, [], 3));

    [Fact]
    public void A_score_that_is_not_defined_never_prunes_and_does_not_count()
    {
        Assert.True(RungDecision.GoesOn(null, [1, 2, 3], 3));
        Assert.True(RungDecision.GoesOn(double.NaN, [1, 2, 3], 3));
        Assert.False(RungDecision.GoesOn(1, [2, null, double.NaN], 3));
        Assert.True(RungDecision.GoesOn(1, [null, double.NaN], 3));
    }

    [Fact]
    public void Goes_on_when_a_stable_sort_puts_it_among_the_best() =>
        Gen.Select(Gen.Int[-4, 4], Gen.Int[-4, 4].Array[0, 30], Gen.Int[2, 5]).Sample((own, earlier, reduction) =>
        {
            var sorted = earlier.Append(own).Select((score, index) => (score, index)).OrderByDescending(entry => entry.score)
                .ThenBy(entry => entry.index);
            var kept = (int)Math.Ceiling((earlier.Length + 1) / (double)reduction);

            Assert.Equal(
                sorted.Take(kept).Any(entry => entry.index == earlier.Length),
                RungDecision.GoesOn(own, earlier.Select(score => (double?)score), reduction));
        });
}
