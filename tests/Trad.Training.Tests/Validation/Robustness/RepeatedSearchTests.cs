using System.Text.Json;
using Trad.Candles;
using Trad.Testing.Markets;
using Trad.Training.Requests;
using Trad.Training.Tests.Validation.Simulated;
using Trad.Training.Validation;

namespace Trad.Training.Tests.Validation.Robustness;

/// <summary>The search repeated with other seeds, and the winner on other symbols, within a whole validation.</summary>
public sealed class RepeatedSearchTests
{
    [Fact]
    public async Task Winners_agree_where_there_is_something_to_find()
    {
        var search = await SearchAsync(SimulatedMarket.Make(Edge.Reversion, 400, seed: 21, strength: 0.025), "bollinger-mean-reversion", 5);
        var robustness = search.Validate()!.Robustness!;

        var finding = robustness.Checks.Single(check => check.Check == "other-seeds");
        Assert.Equal(FindingOutcome.Passed, finding.Outcome);
        Assert.Equal(5, robustness.Searches.Count);
        Assert.Equal(5, robustness.Searches.Select(each => each.Seed).Distinct().Count());
        Assert.All(robustness.Searches, each => Assert.Equal(8, each.Trials));
        Assert.All(robustness.Searches, each => Assert.InRange(each.Correlation!.Value, -1, 1));
        Assert.Equal(Math.Round(finding.Value!.Value * 5) / 5, finding.Value);
        Assert.Contains("with 5 other seeds, 8 trials each", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_repeats_the_same_searches_bit_for_bit_and_fewer_are_the_first_of_them()
    {
        var candles = SimulatedMarket.Make(Edge.None, 200, seed: 22, strength: 0);
        var five = (await SearchAsync(candles, "moving-average-crossover", 5)).Validate()!.Robustness!.Searches;
        var two = (await SearchAsync(candles, "moving-average-crossover", 2)).Validate()!.Robustness!.Searches;

        Assert.Equal(JsonSerializer.Serialize(five.Take(2)), JsonSerializer.Serialize(two));
    }

    [Fact]
    public async Task None_is_repeated_and_no_symbol_tried_when_the_request_asks_for_none()
    {
        var search =
            await SearchAsync(SimulatedMarket.Make(Edge.None, 200, seed: 23, strength: 0), "moving-average-crossover", 0, symbols: 0);
        var robustness = search.Validate()!.Robustness!;

        Assert.Empty(robustness.Searches);
        Assert.Empty(robustness.OtherSymbols);
        Assert.Equal(
            "The request asks for no repeated search.", robustness.Checks.Single(check => check.Check == "other-seeds").Text);
        Assert.Equal(
            "The request asks for no other symbols.", robustness.Checks.Single(check => check.Check == "other-symbols").Text);
    }

    [Fact]
    public async Task The_winner_on_candles_equal_to_its_own_does_the_same_there()
    {
        var candles = SimulatedMarket.Make(Edge.Reversion, 300, seed: 24, strength: 0.025);
        var search = await SearchAsync(candles, "bollinger-mean-reversion", 0);
        var twin = search.Data[0].WithoutHoldOut() with
        {
            Snapshot = search.Data[0].Snapshot with { Symbol = "TWINUSDT", HoldOutFrom = null },
        };
        var falling = SimulatedMarket.Make(Edge.None, 300, seed: 25, strength: 0);
        var other = (await SearchAsync(falling, "bollinger-mean-reversion", 0)).Data[0];
        other = other with { Snapshot = other.Snapshot with { Symbol = "OTHERUSDT" } };

        var validation = search.Validate(others: [twin, other])!;

        var symbols = validation.Robustness!.OtherSymbols;
        Assert.Equal(["TWINUSDT", "OTHERUSDT"], symbols.Select(each => each.Symbol));
        Assert.Equal(
            validation.Judgement!.Findings.Single(finding => finding.Check == "in-sample").Value, symbols[0].Figures!.TotalReturn);
        var finding = validation.Robustness.Checks.Single(check => check.Check == "other-symbols");
        Assert.Equal(symbols.Count(each => each.Figures!.TotalReturn > 0) / 2.0, finding.Value);
        Assert.StartsWith("Over the same days it earned on ", finding.Text, StringComparison.Ordinal);
        Assert.Contains(finding, validation.Judgement!.Findings);
    }

    private static Task<SimulatedJob> SearchAsync(CandleSeries candles, string strategy, int seeds, int? symbols = null) =>
        SimulatedJob.SearchAsync(
            new TrainingRequest
            {
                Strategy = strategy,
                Trials = 24,
                MinimumTrades = 1,
                Seed = 1,
                Validation = new ValidationRequest { Seeds = seeds, OtherSymbols = symbols },
            },
            candles);
}
