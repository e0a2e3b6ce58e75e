using Trad.Backtesting.Strategies.Rules;

namespace Trad.Backtesting.Tests.Strategies.Rules;

public sealed class RuleWarningsTests
{
    [Theory]
    [InlineData("\"breakEven\": 2", "'breakEven' stands without stop")]
    [InlineData("\"stop\": {\"short\": 2}", "'stop.short' does nothing: no rule enters that side")]
    [InlineData("\"definitions\": {\"mean\": \"sma(close, 5)\"}", "No rule uses the definition 'mean'")]
    [InlineData("\"parameters\": [{\"name\": \"n\", \"type\": \"boolean\"}]", "No rule uses the parameter 'n'")]
    public void Warnings_tell_what_does_nothing(string field, string warning) => Assert.Contains(
        warning, Assert.Single(RuleStrategy.Parse($$"""{"name": "mine", "long": "close > open", {{field}}}""").Warnings), StringComparison.Ordinal);

    [Theory]
    [InlineData("true", "true")]
    [InlineData("1 > 2 and close > open", "false")]
    [InlineData("not (2 * n > 3)", "false")]
    public void Warnings_tell_conditions_that_no_candle_can_change(string rule, string value) => Assert.Equal(
        [$"'long' is {value} at every candle, whatever the candles are, with the parameters at their defaults"],
        RuleStrategy.Parse(
            $$"""
            {"name": "mine", "long": "{{rule}}", "short": "sma(close, n) < close",
             "parameters": [{"name": "n", "type": "integer", "default": 5, "low": 2, "high": 9}]}
            """).Warnings);

    [Fact]
    public void Warnings_of_examples_are_none() =>
        Assert.All(RuleExamples.All.Values, document => Assert.Empty(RuleStrategy.Parse(document).Warnings));
}
