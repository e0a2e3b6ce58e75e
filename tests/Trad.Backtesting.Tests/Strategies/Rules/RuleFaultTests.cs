using System.Text.Json;
using Trad.Backtesting.Strategies.Rules;
using Trad.Backtesting.Strategies.Rules.Syntax;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>What cannot be used is refused with its place and what was meant, and takes neither the stack nor the memory.</summary>
public sealed class RuleFaultTests
{
    [Theory]
    [InlineData("close > smaa(close, 20)", 1, 9, "there is no function 'smaa'; did you mean 'sma'?")]
    [InlineData("close > closs", 1, 9, "'closs' is unknown; did you mean 'close'?")]
    [InlineData("close >\n  sma(close)", 2, 3, "sma takes 2 arguments, found 1; write sma(x, length)")]
    [InlineData("close > sma", 1, 9, "'sma' is a function; write sma(x, length)")]
    [InlineData("close(3) > 1", 1, 1, "'close' is no function; write it without brackets")]
    [InlineData("close", 1, 1, "this is a number; a rule must be a condition")]
    [InlineData("close and open > 1", 1, 1, "this is a number; 'and' needs conditions on both sides")]
    [InlineData("not close", 1, 5, "this is a number; 'not' needs a condition")]
    [InlineData("-(close > open) > 1", 1, 3, "this is a condition; '-' needs a number")]
    [InlineData("low < close < high", 1, 1, "write a < b and b < c")]
    [InlineData("close[-1] > close", 1, 7, "a value can only be looked up back in time")]
    [InlineData("close[1 - 3] > close", 1, 7, "a value can only be looked up back in time")]
    [InlineData("close[volume] > close", 1, 7, "must be the same at every candle")]
    [InlineData("close[1.5] > close", 1, 7, "which need not be whole")]
    [InlineData("close[10001] > close", 1, 7, "is 10001; allowed is a whole number from 0 to 10000")]
    [InlineData("sma(close, 0) > 1", 1, 12, "is 0; allowed is a whole number from 1 to 10000")]
    [InlineData("sma(close, hour) > 1", 1, 12, "must be the same at every candle")]
    [InlineData("quantile(close, 20, 2) > 1", 1, 1, "the quantile is 2; allowed is a number from 0 to 1")]
    [InlineData("median(close, 1001) > 1", 1, 15, "is 1001; allowed is a whole number from 1 to 1000")]
    [InlineData("count(close, 5) > 1", 1, 7, "this is a number; argument 1 of count(condition, length) must be a condition")]
    [InlineData("if(close > 1, 2, open > 1) > 1", 1, 18, "the last two arguments of if must both be numbers or both be conditions")]
    [InlineData("close@7h > 1", 1, 6, "'@7h' is no interval; known are 1s, 1m")]
    [InlineData("close@ > 1", 1, 6, "'@' is no interval")]
    [InlineData("(close@1h)@4h > 1", 1, 7, "an interval cannot stand within another")]
    [InlineData("close > 1 / 0", 1, 9, "this gives no number: it divides by zero")]
    [InlineData("close > 1e999", 1, 9, "the number is too large")]
    [InlineData("close = 1", 1, 7, "'=' is not known; write '==' to compare")]
    [InlineData("close > 1 && open > 1", 1, 11, "'&' is not known; write 'and'")]
    [InlineData("close > 1 || open > 1", 1, 11, "'|' is not known; write 'or'")]
    [InlineData("close > 1 AND open > 1", 1, 11, "'AND' is not known; write 'and'")]
    [InlineData("close > 1 Or open > 1", 1, 11, "'Or' is not known; write 'or'")]
    [InlineData("NOT close > 1", 1, 1, "'NOT' is not known; write 'not'")]
    [InlineData("close > 1 and (NOT open > 1)", 1, 16, "'NOT' is not known; write 'not'")]
    [InlineData("TRUE", 1, 1, "'TRUE' is unknown; did you mean 'true'?")]
    [InlineData("!(close > 1)", 1, 1, "'!' is not known; write 'not'")]
    [InlineData("close <> 1", 1, 7, "'<>' is not known; write '!='")]
    [InlineData("close => 1", 1, 7, "'=>' is not known; write '>='")]
    [InlineData("close === 1", 1, 9, "one too many")]
    [InlineData("close ** 2 > 1", 1, 7, "'**' is not known; write power(x, y)")]
    [InlineData("close > 1,5", 1, 10, "the decimal sign is '.'")]
    [InlineData("close > open ? 1 : 2", 1, 14, "write if(condition, then, otherwise)")]
    [InlineData("close \u2265 1", 1, 7, "write '>='")]
    [InlineData("\u0441lose > 1", 1, 1, "is unknown (its character 1 is '\u0441' (U+0441)); did you mean 'close'?")]
    [InlineData("close > 5x", 1, 9, "'5x' is neither a number nor a name")]
    [InlineData("close > 1.2.3", 1, 9, "neither a number nor a name")]
    [InlineData("close > \ud83d\udcc8", 1, 9, "'\ud83d\udcc8' (U+1F4C8) cannot stand here")]
    [InlineData("close \uff1e 1", 1, 7, "'\uff1e' (U+FF1E) cannot stand here")]
    [InlineData("close >\u200b 1", 1, 8, "U+200B cannot stand here")]
    [InlineData("close > 'open'", 1, 9, "there are no texts in rules")]
    [InlineData("close > 1; open > 1", 1, 10, "a rule is one expression")]
    [InlineData("close > NaN", 1, 9, "'NaN' is unknown")]
    [InlineData("close > Infinity", 1, 9, "'Infinity' is unknown")]
    [InlineData("close / 0 > 1", 1, 9, "what is divided by zero never has a value")]
    [InlineData("close % (3 - 3) > 1", 1, 10, "what is divided by zero never has a value")]
    [InlineData("close > (open + 1", 1, 18, "the expression ends too early")]
    [InlineData("close > ) 1", 1, 9, "unexpected `)`")]
    [InlineData("close > $", 1, 9, "'$' cannot stand here")]
    [InlineData("", 1, 1, "the expression ends too early")]
    [InlineData("close > \u0000", 1, 9, "U+0000 cannot stand here")]
    public void Parse_faulty_rule_is_refused_with_its_place(string expression, int line, int column, string message)
    {
        var fault = RuleRunner.Fault(expression);

        Assert.Equal(("long", line, column), (fault.Field, fault.Line, fault.Column));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_hundred_thousand_characters_is_refused() =>
        Assert.Contains("allowed are", Assert.Single(RuleRunner.Faults(
            $$"""{"name": "mine", "long": "close > {{new string('1', 100_000)}}"}""")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("(", ")", 1)]
    [InlineData("not ", "", 1)]
    [InlineData("-", "", 1)]
    [InlineData("abs(", ")", 1)]
    [InlineData("not (", ")", 2)]
    [InlineData("close[", "]", 1)]
    public void Parse_deep_nesting_is_refused_before_the_stack_is_used(string open, string close, int words)
    {
        for (var depth = (RuleLimits.DeepestNesting / words) - 2; depth <= 400; depth += 71)
        {
            var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
            Exception? thrown = null;

            // Less stack than any thread of the program has.
            var thread = new Thread(() => thrown = Record.Exception(() => RuleParser.Read("long", text)), 1024 * 1024);
            thread.Start();
            thread.Join();
            if (depth * words > RuleLimits.DeepestNesting)
            {
                Assert.Contains("within one another", Assert.IsType<RuleException>(thrown).Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Null(thrown);
            }
        }
    }

    [Fact]
    public void Parse_long_chain_is_refused() => Assert.Contains(
        "operations within one another",
        RuleRunner.Fault(string.Join(" + ", Enumerable.Repeat("close", 300)) + " > 1").Message,
        StringComparison.Ordinal);

    [Fact]
    public void Parse_definitions_that_double_each_other_stay_small()
    {
        var definitions = new Dictionary<string, string> { ["d0"] = "close + open" };
        for (var i = 1; i < RuleLimits.MostDefinitions; i++)
        {
            definitions[$"d{i}"] = $"d{i - 1} + d{i - 1}[1]";
        }

        var document = JsonSerializer.Serialize(new { name = "mine", definitions, @long = $"d{RuleLimits.MostDefinitions - 1} > 1" });
        Assert.All(RuleRunner.Faults(document), fault => Assert.Contains("different operations", fault.Message, StringComparison.Ordinal));

        // Without the lags each is one operation, however often it is used: 2 to the power of 49 closes.
        foreach (var name in definitions.Keys.Skip(1).ToList())
        {
            definitions[name] = definitions[name].Replace("[1]", string.Empty, StringComparison.Ordinal);
        }

        var strategy = RuleStrategy.Parse(JsonSerializer.Serialize(
            new { name = "mine", definitions, @long = $"d{RuleLimits.MostDefinitions - 1} > 1" }));
        Assert.Equal(200, RuleRunner.Signals(strategy, RandomMarket.Make(1, 200)).Direction.ToArray().Count(direction => direction == 1));
    }

    [Fact]
    public void Parse_more_columns_than_allowed_is_refused_at_the_one_too_many()
    {
        var text = string.Join(" or ", Enumerable.Range(2, RuleLimits.MostColumns + 1).Select(length => $"sma(close, {length}) < 1"));
        var fault = RuleRunner.Fault(text);

        Assert.Equal(text.IndexOf($"sma(close, {RuleLimits.MostColumns + 2})", StringComparison.Ordinal) + 1, fault.Column);
        Assert.Contains("different functions over time", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "mine", "long": "close > 1", "lnog": "true"}""", "lnog", "targetPrice, trailing, breakEven, maximumHolding; did you mean 'long'?")]
    [InlineData("""{"name": "Mine", "long": "close > 1"}""", "name", "small letters")]
    [InlineData("""{"name": "liquidity-sweep", "long": "close > 1"}""", "name", "is a built-in strategy")]
    [InlineData("""{"name": "mine"}""", "long", "is required")]
    [InlineData("""{"name": "mine", "long": ["close > 1"]}""", "long", "must be an expression, as text")]
    [InlineData("""{"name": "mine", "long": "close > 1", "long": "close > 2"}""", "long", "is there twice")]
    [InlineData("""{"name": "mine", "long": "close > 1" """, "document", "is no JSON that can be read")]
    [InlineData("""[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]""", "document", "is no JSON that can be read")]
    [InlineData("""{"name": "mine", "long": "close > 1", "stop": "close > 1"}""", "stop", "this is a condition; a number is needed")]
    [InlineData("""{"name": "mine", "long": "close > 1", "stop": "1", "stopPrice": "2"}""", "stopPrice", "cannot go with stop")]
    [InlineData(
        """{"name": "mine", "long": "close > 1", "maximumHolding": "close"}""", "maximumHolding", "must be the same at every candle")]
    [InlineData("""{"name": "mine", "long": "b > 1", "definitions": {"b": "a + 1", "a": "close"}}""", "definitions.b", "further down")]
    [InlineData("""{"name": "mine", "long": "close > 1", "definitions": {"sma": "close"}}""", "definitions", "means something")]
    [InlineData(
        """{"name": "mine", "long": "close > n", "parameters": [{"name": "n", "type": "integer", "default": 5, "low": 9, "high": 3}]}""",
        "parameters[0].low", "it must be below high")]
    [InlineData("""{"name": "mine", "long": "close > n", "parameters": [{"name": "n", "type": "number", "default": 5}]}""",
        "parameters[0].type", "allowed is one of integer, continuous, choice, boolean")]
    [InlineData(
        """{"name": "mine", "long": "close > n", "parameters": [{"name": "n", "type": "integer", "default": 5, "low": 2, "high": 1e30}]}""",
        "parameters[0].high", "is 1E+30; allowed is a whole number from 1 to 10000")]
    [InlineData(
        """{"name": "mine", "long": "close > n", "parameters": [{"name": "n", "type": "continuous", "default": -5, "low": -9, "high": 3}]}""",
        "parameters[0].low", "a number from 0.000000001")]
    [InlineData("""{"name": "mine", "long": "close > n", "parameters": [{"name": "close", "type": "boolean", "default": true}]}""",
        "parameters[0].name", "means something in the language already")]
    [InlineData(
        """{"name": "mine", "long": "close > n", "orders": [{"smaller": "n", "larger": "m"}], "parameters": [{"name": "n", "type": "choice", "default": 5, "choices": [5, 6]}]}""",
        "orders[0].larger", "it must be a parameter that is a number")]
    [InlineData(
        """{"name": "mine", "long": "sma(close, n / 2) > 1", "parameters": [{"name": "n", "type": "integer", "default": 8, "low": 4, "high": 20}]}""",
        "long", "which need not be whole; write round")]
    [InlineData(
        """{"name": "mine", "long": "sma(close, n - 5) > 1", "parameters": [{"name": "n", "type": "integer", "default": 8, "low": 4, "high": 20}]}""",
        "long", "is -1; allowed is a whole number from 1 to 10000 (with n 4)")]
    public void Parse_faulty_document_is_refused_with_the_field(string document, string field, string message)
    {
        var fault = RuleRunner.Faults(document)[0];

        Assert.Equal(field, fault.Field);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": null, "long": "close > 1"}""", "name", "must be a text of at most 64 characters")]
    [InlineData("""{"name": 5, "long": "close > 1"}""", "name", "must be a text of at most 64 characters")]
    [InlineData("""{"long": "close > 1"}""", "name", "allowed are small letters")]
    [InlineData("""{"name": "mine", "long": "a > 1", "definitions": {"a": "a + 1"}}""", "definitions.a", "'a' is defined by itself")]
    [InlineData(
        """{"name": "mine", "long": "close > n", "parameters": [{"name": "n", "type": "continuous", "default": "5", "low": 1, "high": 9}]}""",
        "parameters[0].default", "is text; it must be a number, without quotes")]
    [InlineData(
        """{"name": "mine", "long": "close > n", "parameters": [{"name": "n", "default": 5, "low": 1, "high": 9}]}""",
        "parameters[0].type", "is required: one of integer")]
    [InlineData(
        """{"name": "mine", "long": "close > 1", "parameters": [{"name": null, "type": "boolean"}]}""",
        "parameters[0].name", "must be a text of 1 to 500 characters")]
    public void Parse_a_fault_is_told_once(string document, string field, string message) => Assert.Contains(
        message, Assert.Single(RuleRunner.Faults(document), fault => fault.Field == field).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_name_of_a_parameter_with_a_line_end_is_refused() => Assert.Contains(
        "is no name",
        RuleRunner.Faults("""{"name": "mine", "long": "close > 1", "parameters": [{"name": "n\n", "type": "boolean"}]}""")[0].Message,
        StringComparison.Ordinal);

    [Fact]
    public void Numbers_zero_with_a_sign_is_zero() => Assert.Equal(
        RuleRunner.Numbers("quantile(close, 5, 0)", RandomMarket.Make(1, 50)), RuleRunner.Numbers("quantile(close, 5, -0)", RandomMarket.Make(1, 50)));

    [Theory]
    [InlineData("\"stop\": 0", "stop", "this is 0 at every candle; it must be above 0, or be left out")]
    [InlineData("\"stop\": {\"long\": \"2 - 3\"}", "stop.long", "this is -1 at every candle")]
    [InlineData("\"target\": 0", "target", "this is 0")]
    [InlineData("\"stopPrice\": -5", "stopPrice", "this is -5")]
    [InlineData("\"targetPrice\": 0", "targetPrice", "this is 0")]
    [InlineData("\"trailing\": 0", "trailing", "this is 0")]
    [InlineData("\"breakEven\": 0", "breakEven", "this is 0")]
    [InlineData("\"maximumHolding\": 0", "maximumHolding", "allowed is a whole number from 1")]
    public void Parse_protection_that_is_never_there_is_refused(string field, string told, string message)
    {
        var faults = RuleRunner.Faults($$"""{"name": "mine", "long": "close > open", {{field}}}""");

        Assert.Equal(told, faults[0].Field);
        Assert.Contains(message, faults[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"smaller": "a", "larger": "b"}, {"smaller": "b", "larger": "a"}]""", "orders[1]", "'b' is smaller than 'a'")]
    [InlineData("""[{"smaller": "b", "larger": "a"}]""", "orders[0]", "their defaults are 9 and 5; the defaults must fulfil every order")]
    public void Parse_orders_that_the_defaults_break_are_refused(string orders, string field, string message)
    {
        var fault = Assert.Single(RuleRunner.Faults(
            $$"""
            {"name": "mine", "long": "sma(close, a) > sma(close, b)", "orders": {{orders}}, "parameters": [
              {"name": "a", "type": "integer", "default": 5, "low": 2, "high": 20},
              {"name": "b", "type": "integer", "default": 9, "low": 2, "high": 20}]}
            """));

        Assert.Equal(field, fault.Field);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_order_with_a_flag_does_not_suggest_the_flag_itself() => Assert.Equal(
        "is 'is_on'; it must be a parameter that is a number",
        Assert.Single(RuleRunner.Faults(
            """
            {"name": "mine", "long": "is_on and close > sma(close, a)", "orders": [{"smaller": "is_on", "larger": "a"}], "parameters": [
              {"name": "is_on", "type": "boolean", "default": true}, {"name": "a", "type": "integer", "default": 5, "low": 2, "high": 20}]}
            """)).Message);

    [Fact]
    public void ParsePinned_what_is_refused_of_new_documents_only_goes_on_where_it_was_kept()
    {
        var strategy = RuleStrategy.ParsePinned("""{"name": "mine", "long": "close > open and volume / 0 > 1", "stop": 0}""");

        Assert.Equal(0, RuleRunner.Signals(strategy, RandomMarket.Make(1, 200)).Direction.ToArray().Count(direction => direction != 0));
    }

    [Fact]
    public void Parse_five_hundred_parameters_are_refused()
    {
        var parameters = Enumerable.Range(0, 500).Select(i => new { name = $"p{i}", type = "integer", @default = 5, low = 1, high = 9 });
        var fault = RuleRunner.Faults(JsonSerializer.Serialize(new { name = "mine", @long = "close > 1", parameters }))[0];

        Assert.Equal(("parameters", "has 500 entries; allowed are 50"), (fault.Field, fault.Message));
    }

    [Fact]
    public void Parse_several_faults_are_told_at_once()
    {
        var faults = RuleRunner.Faults(
            """{"name": "mine", "long": "closs > 1", "short": "open > sma(close)", "exit": {"long": "high"}, "stop": "atr(0)"}""");

        Assert.Equal(["long", "exit.long", "stop", "short"], faults.Select(fault => fault.Field).Distinct());
    }
}
