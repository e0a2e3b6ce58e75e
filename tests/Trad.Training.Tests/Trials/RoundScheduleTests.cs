using CsCheck;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

public sealed class RoundScheduleTests
{
    [Theory]
    [InlineData(0.5, 10, 10)]
    [InlineData(5, 10, 5)]
    [InlineData(5, 4, 4)]
    [InlineData(100, 10, 5)]
    [InlineData(100, 1, 1)]
    public void Chunks_are_worth_their_orchestration_and_keep_both_workers_busy(double trialMs, int candidates, int expected)
    {
        Assert.Equal(
            new RoundSchedule(expected, IsBySymbol: false), RoundSchedule.Create(Plan(trialMs, workers: 2, symbols: 1), candidates));
    }

    [Theory]
    [InlineData(1, 2, 100, true)] // Both symbols at once instead of one after the other.
    [InlineData(3, 2, 100, true)] // Three backtests per worker instead of four.
    [InlineData(4, 2, 100, false)] // Whole trials fill both workers evenly.
    [InlineData(1, 2, 30, false)] // A backtest of 15 ms is not worth an activity of its own.
    [InlineData(4, 32, 100, true)] // More workers than trials.
    public void Trials_are_split_by_symbol_where_that_ends_the_round_sooner(int candidates, int workers, double trialMs, bool expected)
    {
        Assert.Equal(expected, RoundSchedule.Create(Plan(trialMs, workers, symbols: 2), candidates).IsBySymbol);
    }

    [Fact]
    public void Trials_of_several_symbols_are_never_scheduled_worse_than_whole_ones()
    {
        var rounds =
            from candidates in Gen.Int[1, 40]
            from workers in Gen.Int[1, 40]
            from symbols in Gen.Int[1, 10]
            from trialMs in Gen.Double[0.01, 500]
            select (candidates, Plan: Plan(trialMs, workers, symbols));

        rounds.Sample(round =>
        {
            var chosen = RoundSchedule.Create(round.Plan, round.candidates);
            var whole = RoundSchedule.Create(round.Plan with { Parts = 1 }, round.candidates);

            Assert.InRange(chosen.ChunkSize, 1, round.candidates);
            Assert.True(LongestQueue(chosen, round.Plan, round.candidates) <= LongestQueue(whole, round.Plan, round.candidates));
        });
    }

    // The backtests of the busiest worker when activities are taken one by one by whoever is free.
    private static int LongestQueue(RoundSchedule schedule, TrainingPlan plan, int candidates)
    {
        var workers = new int[plan.Parallelism];
        foreach (var chunk in Enumerable.Range(0, candidates).Chunk(schedule.ChunkSize))
        {
            for (var symbol = 0; symbol < (schedule.IsBySymbol ? plan.Parts : 1); symbol++)
            {
                workers[Array.IndexOf(workers, workers.Min())] += chunk.Length * (schedule.IsBySymbol ? 1 : plan.Parts);
            }
        }

        return workers.Max();
    }

    private static TrainingPlan Plan(double trialMs, int workers, int symbols) =>
        new(DateTimeOffset.UnixEpoch, 100, 10, 4, workers, trialMs) { Parts = symbols };
}
