using Trad.Backtesting.Indicators;
using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>The documented examples work, on real candles, and the language's page says what the language is.</summary>
public sealed class RuleExampleTests
{
    // A long history is three times the warm-up: an average of 20 candles of four hours has forgotten after 4,900 of five minutes.
    private const int Stretch = 20_000;

    private const string Begin = "<!-- made from the table of functions -->";
    private const string End = "<!-- end -->";

    private static readonly Lazy<CandleSeries> Real =
        new(() => SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(30_000));

    public static TheoryData<string> Examples => [.. RuleExamples.All.Keys];

    [Fact]
    public void Examples_are_ten() => Assert.Equal(10, RuleExamples.All.Count);

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_trades_does_not_look_ahead_and_warms_up_long_enough(string name)
    {
        var strategy = RuleStrategy.Parse(RuleExamples.All[name]);
        var parameters = StrategyParameters.Defaults(strategy);
        var indicators = new IndicatorCache(Real.Value);

        var result = Backtester.Run(indicators, strategy, parameters, new BacktestOptions());
        var defect = LookAheadCheck.Find(strategy, parameters, Real.Value, out var signals);
        var warmUp = WarmUpCheck.Find(strategy, parameters, Real.Value, out _, out _);

        Assert.Equal(name, strategy.Name);
        Assert.True(result.Trades.Count >= 5, $"{result.Trades.Count} trades");
        Assert.True(signals > 0, "no signals were looked at");
        Assert.Null(defect);
        Assert.Null(warmUp);
        Assert.All(strategy.Shares(indicators, parameters), share => Assert.Empty(share.Warnings));
        Assert.True(strategy.WarmUp(parameters) < 10_000, $"warm-up {strategy.WarmUp(parameters)}");
    }

    // What is published is any set of a search, not the defaults: none may be refused by chance.
    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_warms_up_long_enough_with_any_parameters(string name)
    {
        var strategy = RuleStrategy.Parse(RuleExamples.All[name]);
        var candles = SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes);
        var random = new Random(17);
        var (changed, compared) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var parameters = RandomParameters.Draw(strategy, random);
            var part = candles.Slice(random.Next(candles.Count - Stretch), Stretch);

            Assert.Null(WarmUpCheck.Find(strategy, parameters, part, out var signals, out var changes)?.Describe());
            (changed, compared) = (changed + changes, compared + signals);
        }

        Assert.True(compared >= 20, $"only {compared} signals");
        Assert.True(changed <= 0.04 * compared, $"{changed} of {compared} signals change");
    }

    [Fact]
    public void Shares_rules_that_never_or_always_hold_are_told_with_their_share()
    {
        var strategy =
            RuleStrategy.Parse("""{"name": "mine", "long": "close > 0 and close[3] > 0", "short": "close < 0", "exit": "high > 0"}""");
        var shares = strategy.Shares(new IndicatorCache(RandomMarket.Make(1, 1000)), StrategyParameters.Defaults(strategy));

        Assert.Equal(
            ["'long' never enters: it holds at 997 of 997 candles, but 'short' holds there, too, or 'exit' holds there, too",
                "'exit' nearly always holds: at 100 % of 997 candles",
                "'short' never holds: at none of 997 candles"],
            shares.SelectMany(share => share.Warnings));
    }

    [Fact]
    public void Page_of_the_language_lists_every_function_as_it_is()
    {
        var path = ProjectTree.PathTo("src/Trad.Backtesting/Strategies/Rules/README.md");
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("TRAD_WRITE_PAGES") == "1")
        {
            page = page[..begin] + "\n" + RuleReference.ToMarkdown() + page[end..];
            File.WriteAllText(path, page);
            end = page.IndexOf(End, StringComparison.Ordinal);
        }

        Assert.True(
            page[begin..end].Trim() == RuleReference.ToMarkdown().Trim(),
            "The page differs from the table of functions; run this test with TRAD_WRITE_PAGES=1 to write it anew.");
    }

    [Fact]
    public void Page_of_the_language_begins_with_an_example_that_trades()
    {
        var page = File.ReadAllText(ProjectTree.PathTo("src/Trad.Backtesting/Strategies/Rules/README.md"));
        var strategy = RuleStrategy.Parse(page.Split("```json")[1].Split("```")[0]);

        var trades = Backtester.Run(new IndicatorCache(Real.Value), strategy, StrategyParameters.Defaults(strategy), new BacktestOptions())
            .Trades;

        Assert.True(trades.Count >= 20, $"{trades.Count} trades");
    }

    [Fact]
    public void Page_of_the_language_names_every_example() => Assert.All(
        RuleExamples.All.Keys,
        name => Assert.Contains($"Examples/{name}.json", File.ReadAllText(
            ProjectTree.PathTo("src/Trad.Backtesting/Strategies/Rules/README.md")), StringComparison.Ordinal));

    [Fact]
    public void Every_strategy_of_the_cookbook_trades_and_does_not_look_ahead()
    {
        var documents = Cookbook.Split("```json").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.True(documents.Count >= 3);
        foreach (var strategy in documents.Select(RuleStrategy.Parse))
        {
            var parameters = StrategyParameters.Defaults(strategy);
            var result = Backtester.Run(new IndicatorCache(Real.Value), strategy, parameters, new BacktestOptions());

            Assert.True(result.Trades.Count >= 5, $"{strategy.Name}: {result.Trades.Count} trades");
            Assert.Null(LookAheadCheck.Find(strategy, parameters, Real.Value, out _));
            Assert.Null(WarmUpCheck.Find(strategy, parameters, Real.Value, out _, out _));
        }
    }

    [Fact]
    public void Every_piece_of_the_cookbook_can_be_written_as_it_stands()
    {
        var pieces = Cookbook.Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.EndsWith("` |", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf('`') + 1)..^3]).ToList();
        Assert.True(pieces.Count >= 30);

        Assert.Equal([], pieces.Where(piece => Fault(piece) is not null).Select(piece => $"{piece}: {Fault(piece)}"));
    }

    private static string Cookbook => File.ReadAllText(ProjectTree.PathTo("src/Trad.Backtesting/Strategies/Rules/cookbook.md"));

    // A member of a document, a condition, or a number.
    private static string? Fault(string piece)
    {
        string[] documents = piece.StartsWith('"')
            ? [$$"""{"name": "piece", "long": "close > open", "short": "close < open", {{piece}}}"""]
            : [$$"""{"name": "piece", "long": "{{piece}}"}""", $$"""{"name": "piece", "long": "close > open", "stop": "{{piece}}"}"""];
        var faults = documents.Select(document =>
        {
            try
            {
                RuleStrategy.Parse(document);
                return null;
            }
            catch (RuleException refused)
            {
                return refused.Message;
            }
        }).ToList();
        return faults.Contains(null) ? null : faults[0];
    }
}
