using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>Entries that are never made, or that are pointless when they are, are warned of.</summary>
public sealed class RuleEntriesTests
{
    [Theory]
    [InlineData("\"long\": \"close > open\", \"short\": \"close > open\"", "'long' never enters: it holds at ", "but 'short' holds there, too")]
    [InlineData("\"long\": \"close > open\", \"exit\": \"close > open\"", "'long' never enters: it holds at ", "but 'exit' holds there, too")]
    [InlineData(
        "\"long\": \"close > open\", \"stop\": \"quote_volume\"", "'long' never enters: it holds at ", "but 'stop' has no value there")]
    [InlineData("\"long\": \"close > open\", \"stop\": \"-atr(14)\"", "'stop' is not above 0 at ", "(100 %): nothing is entered")]
    [InlineData("\"long\": \"close > open\", \"target\": \"-atr(14)\"", "'target' is not above 0 at ", "(100 %): nothing is entered")]
    [InlineData("\"long\": \"close > open\", \"trailing\": \"-atr(14)\"", "'trailing' is not above 0 at ", "(100 %): nothing is entered")]
    [InlineData(
        "\"long\": \"close > open\", \"stop\": 1, \"breakEven\": \"-atr(14)\"", "'breakEven' is not above 0 at ",
        "(100 %): the stop moves to the entry at once")]
    [InlineData(
        "\"long\": \"close > open\", \"short\": \"close < open\", \"stopPrice\": \"close * 0.9\"", "'stopPrice' is not above the close at ",
        "signals of 'short' (100 %): nothing is entered")]
    [InlineData(
        "\"long\": \"close > open\", \"short\": \"close < open\", \"targetPrice\": \"close * 0.9\"",
        "'targetPrice' is not above the close at ", "signals of 'long' (100 %): nothing is entered")]
    public void Shares_warn_of_entries_that_are_never_made_and_of_prices_on_the_wrong_side(string rules, string begin, string part)
    {
        var warnings = Warnings(rules);

        Assert.Contains(
            warnings,
            warning => warning.StartsWith(begin, StringComparison.Ordinal) && warning.Contains(part, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"long\": \"close > open\", \"short\": \"close < open\", \"stop\": \"2 * atr(14)\", \"target\": \"atr(14)\"")]
    [InlineData("\"long\": \"close > open\", \"stopPrice\": \"open\", \"targetPrice\": \"close + 1\"")]
    [InlineData("\"long\": \"close > open\", \"exit\": \"rsi(close, 14) > 60\"")]
    public void Shares_of_rules_that_enter_are_not_warned_of(string rules) => Assert.Empty(Warnings(rules));

    private static List<string> Warnings(string rules)
    {
        var strategy = RuleStrategy.Parse($$"""{"name": "mine", {{rules}}}""");
        var shares = strategy.Shares(new IndicatorCache(RandomMarket.Make(3, 1000)), StrategyParameters.Defaults(strategy));
        return [.. shares.SelectMany(share => share.Warnings)];
    }
}
