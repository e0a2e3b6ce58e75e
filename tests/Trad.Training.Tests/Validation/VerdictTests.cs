using Trad.Testing.Markets;
using Trad.Training.Requests;
using Trad.Training.Tests.Validation.Simulated;
using Trad.Training.Validation;

namespace Trad.Training.Tests.Validation;

/// <summary>Verdicts where the truth is known, few of them; the benchmark <c>verdicts</c> has hundreds.</summary>
public sealed class VerdictTests
{
    private const int Days = 730;

    [Fact]
    public async Task Most_planted_edges_are_robust()
    {
        var verdicts = await Task.WhenAll(
            Enumerable.Range(500, 5).Select(seed => JudgeAsync(Edge.Reversion, 0.025, "bollinger-mean-reversion", 24, seed)));

        Assert.True(verdicts.Count(verdict => verdict == Verdict.Robust) >= 4, string.Join(", ", verdicts));
    }

    [Theory]
    [InlineData("moving-average-crossover", 16)]
    [InlineData("bollinger-mean-reversion", 64)]
    public async Task Random_walks_are_neither_robust_nor_fragile_however_long_the_search(string strategy, int trials)
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(600, 5).Select(seed => JudgeAsync(Edge.None, 0, strategy, trials, seed)));

        Assert.DoesNotContain(Verdict.Robust, verdicts);
        Assert.True(verdicts.Count(verdict => verdict == Verdict.Fragile) <= 1, string.Join(", ", verdicts));
    }

    [Fact]
    public async Task The_same_job_has_the_same_validation_bit_for_bit()
    {
        var candles = SimulatedMarket.Make(Edge.Trend, 200, seed: 9, strength: 8);
        var request = new TrainingRequest { Strategy = "moving-average-crossover", Trials = 12, Seed = 4 };

        var first = (await SimulatedJob.SearchAsync(request, candles)).Validate();
        var second = (await SimulatedJob.SearchAsync(request, candles)).Validate();

        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(first, TradJson.Options),
            System.Text.Json.JsonSerializer.Serialize(second, TradJson.Options));
    }

    private static async Task<Verdict?> JudgeAsync(Edge edge, double strength, string strategy, int trials, int seed)
    {
        var search = await SimulatedJob.SearchAsync(
            new TrainingRequest { Strategy = strategy, Trials = trials, Optimizer = "sobol", Seed = seed },
            SimulatedMarket.Make(edge, Days, seed, strength));
        return search.Validate()?.Judgement?.Verdict;
    }
}
